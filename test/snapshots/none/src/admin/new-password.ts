/** Where a new password comes from: typed twice, piped in, or made here. */
import { type AdminContext, AdminProblem, type Call, UsageError } from './command.js';

/** Options of every command that sets a password. */
export const passwordOptions = {
  'password-stdin': { description: 'read the password from standard input' },
  generate: { description: 'make a password and print it, this once' },
};

export interface NewPassword {
  password: string;
  /** Prints the password if nobody knows it yet; called when it has been stored. */
  show: () => void;
}

/**
 * @throws UsageError when there is no way to get one
 * @throws AdminProblem when the two that were typed differ
 */
export async function newPassword(
  call: Call,
  { terminal, random }: Pick<AdminContext, 'terminal' | 'random'>,
): Promise<NewPassword> {
  const [generate, piped] = [call.has('generate'), call.has('password-stdin')];
  if (generate && piped) throw new UsageError('Give --generate or --password-stdin, not both.');
  if (generate) {
    // 144 bits, in characters that no shell touches.
    const password = Buffer.from(random(18)).toString('base64url');
    return { password, show: () => terminal.print(`Password: ${password}`) };
  }
  if (piped) return { password: await terminal.readAll(), show: () => undefined };
  if (!terminal.isInteractive) {
    throw new UsageError(
      'There is no terminal to ask for the password. Use --password-stdin or --generate.',
    );
  }
  const [password = '', repeated] = await terminal.askHidden(['Password: ', 'Once more: ']);
  if (password !== repeated) throw new AdminProblem('The two passwords differ.');
  return { password, show: () => undefined };
}
