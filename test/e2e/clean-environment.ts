// The variables with which the program runs in tests.
import { childEnvironment } from '../../src/project/environment.js';

/** The variables of a test run, without what belongs to this repository. */
export const cleanEnvironment: NodeJS.ProcessEnv = Object.fromEntries(
  Object.entries(childEnvironment(process.env)).filter(
    ([name]) => !/^(VITEST|TEST$|npm_|GIT_|NO_COLOR|FORCE_COLOR|CI$)/.test(name),
  ),
);
