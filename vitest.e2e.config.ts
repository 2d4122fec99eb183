import { defineConfig } from 'vitest/config';

/** The suite against a real control plane, which every file starts for itself: one file at a time, or two cores are too few. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.e2e.test.ts'],
    globalSetup: ['test/e2e/global-setup.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
