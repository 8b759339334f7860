// Before all unit tests: brings the package managers that some of them run, once for all.
import { setUpManagers } from '../../scripts/package-managers.js';

/** Where that fails, the tests that need one do, and the others run. */
export function setup(): void {
  setUpManagers();
}
