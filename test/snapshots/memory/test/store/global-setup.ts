/** Before all tests: nothing, since memory is always there. */

/** Called by the configuration of the tests. */
export const setup = (): undefined => undefined;
