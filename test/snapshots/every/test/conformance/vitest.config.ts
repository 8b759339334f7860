/** `npm run conformance`: this server under the conformance tool. */
import { defineConfig } from 'vitest/config';
import project from '../../vitest.config.js';

if (Number(process.versions.node.split('.')[0]) < 22) {
  console.error('The conformance tool needs Node 22 or newer: run this with a newer one');
  process.exit(1);
}

export default defineConfig({
  ...project,
  test: {
    ...project.test,
    include: ['test/conformance/*.suite.ts'],
    reporters: ['verbose'],
    // The tool may be downloaded first, and waits five minutes for a person.
    testTimeout: 360_000,
    hookTimeout: 360_000,
  },
});
