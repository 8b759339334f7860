// Where the scaffolder's own tests are; generated projects run their own (see test/matrix).
import { defineConfig } from 'vitest/config';
import { temporaryPlace } from './test/temporary-place.js';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // The browser's tests have a configuration of their own.
    exclude: ['test/snapshots/**', 'test/browser/**', '**/node_modules/**'],
    maxWorkers: 2,
    // Tests make much that is gone at once: with more room for it, it is looked through less often.
    execArgv: ['--max-semi-space-size=64'],
    // Test files share two processes: a process for each would start as long as most of them run.
    isolate: false,
    globalSetup: ['test/package-managers/install.ts'],
    setupFiles: ['test/each-file.ts'],
    env: { TMPDIR: temporaryPlace() },
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
