/** How the tests run: real sockets, real databases and real child processes, two files at a time. */
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: [
      'test/live/compile-programs.ts',
      // Has the database ready that the tests of this project's storage need; one of those programs runs it.
      'test/store/global-setup.ts',
    ],
    // On a machine with two cores the default would be one.
    maxWorkers: 2,
    // Files share their modules, which makes the suite twice as fast; no test changes a module.
    isolate: false,
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
