import { configDefaults, defineConfig } from 'vitest/config';

/** Unit tests: no network beyond loopback, nothing to install. The end-to-end suite has vitest.e2e.config.ts. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/e2e/**', '**/*.e2e.test.ts'],
    // A run of the command line loads all of it first, on a busy machine in more than the usual 5 s.
    testTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'html'],
      thresholds: { statements: 80, branches: 78, functions: 78, lines: 80 },
    },
  },
});
