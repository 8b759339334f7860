/** User names: one spelling for each, however it is typed. */

/** The spelling under which an account is kept: compatibility forms and case make no difference. */
export function normalName(typed: string): string {
  return typed.trim().normalize('NFKC').toLowerCase().normalize('NFKC');
}

/**
 * Whether a name, normalised, may be given to an account: 1 to 64 letters, digits and `. _ @ + -`.
 */
export function isUserName(name: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._@+-]{0,63}$/u.test(name);
}
