// Where the scaffolder's own tests are; generated projects run their own (see test/matrix).
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The browser's tests have a configuration of their own.
    exclude: ['test/snapshots/**', 'test/browser/**', '**/node_modules/**'],
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
