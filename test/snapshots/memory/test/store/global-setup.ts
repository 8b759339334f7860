/** Before all tests: nothing, since memory is always there. */

/** What the configuration of the tests calls. */
export const setup = (): undefined => undefined;
