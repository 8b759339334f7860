/** How the tests run: real sockets, databases and child processes, two files at a time. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: [
      // Has the database ready.
      'test/store/global-setup.ts',
      'test/live/compile-programs.ts',
    ],
    // With two cores the default would be one.
    maxWorkers: 2,
    // Files share their modules, which is twice as fast; no test changes a module.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
