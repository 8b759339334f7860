/** Passwords: which are accepted, and how they are kept (Argon2id, OWASP's parameters). */
import { hash, verify } from '@node-rs/argon2';

/** Argon2id is the library's default algorithm; 19 MiB, two passes, one lane. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** In characters, as people count them. */
export const shortest = 12;
const longest = 1024;

/** Of no password, and at the same cost: how long it takes depends on nothing else. */
const strangersHash = `$argon2id$v=19$m=19456,t=2,p=1$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** Why a password cannot be used, or `undefined`. Length is all that is asked (NIST SP 800-63B). */
export function passwordProblem(password: string): string | undefined {
  const { length } = [...password.normalize('NFC')];
  if (length < shortest) return `A password needs at least ${shortest} characters`;
  if (length > longest) return `A password has at most ${longest} characters`;
  return undefined;
}

/** The hash to store, with its salt and parameters (PHC string format). */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), cost);
}

/**
 * Whether the password belongs to the hash. Without a hash, for an unknown user, it costs the same.
 */
export function verifyPassword(
  passwordHash: string | undefined,
  password: string,
): Promise<boolean> {
  return verify(passwordHash ?? strangersHash, password.normalize('NFC'));
}
