import { defineConfig } from 'vitest/config';

/** The suite against a real control plane, which every file starts for itself. Much of the time is waiting, so that two cores bear two files at a time. */
export default defineConfig({
  test: {
    include: ['test/e2e/**/*.e2e.test.ts'],
    globalSetup: ['test/e2e/global-setup.ts'],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
