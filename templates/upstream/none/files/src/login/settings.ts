/** This login layer's own variables: local accounts need none. */

export const loginVariables = {};

export type LoginSettings = object;

/** None. */
export function loginProblems(_values: object): string[] {
  return [];
}

/** Of no variables. */
export function loginSettings(_values: object): LoginSettings {
  return {};
}
