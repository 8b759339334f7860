/** Nothing: memory is always there. */

export const setup = (): undefined => undefined;
