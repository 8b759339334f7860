/** The variables of this login layer: local accounts need none. */

export const loginVariables = {};

/** What the operator decides about signing in: nothing. */
export type LoginSettings = object;

/** One sentence for each variable that is missing, or does not fit the others. */
export function loginProblems(_values: object): string[] {
  return [];
}

/** The settings, from the values of the variables. */
export function loginSettings(_values: object): LoginSettings {
  return {};
}
