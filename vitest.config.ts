import { configDefaults, defineConfig } from 'vitest/config';

/** Unit tests: no network beyond loopback, nothing to install. The end-to-end suite has vitest.e2e.config.ts. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'test/e2e/**', '**/*.e2e.test.ts'],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'html'],
      thresholds: { statements: 80, branches: 78, functions: 78, lines: 80 },
    },
  },
});
