// Somebody who can sign in to a generated project, whoever its users are.
import { randomBytes } from 'node:crypto';
import { execa } from 'execa';
import type { Variant } from '../../../src/answers/schema.js';
import type { SignIn } from './live.js';

export interface Person {
  readonly signIn: SignIn;
  /** What the server must be told besides. */
  readonly env: NodeJS.ProcessEnv;
  /** Ends what was started for them. */
  readonly close: () => Promise<void>;
}

export interface Project {
  readonly folder: string;
  /** The environment its programs run in. */
  readonly env: NodeJS.ProcessEnv;
}

type Meet = (project: Project) => Promise<Person>;

/** By upstream: a person known to the project. */
export const people: Readonly<Partial<Record<Variant['upstream'], Meet>>> = {
  none: withLocalAccount,
};

async function withLocalAccount({ folder, env }: Project): Promise<Person> {
  const password = randomBytes(18).toString('base64url');
  const command = ['run', 'admin', '--', 'users', 'add', 'ada', '--password-stdin'];
  await execa('npm', command, { cwd: folder, env, extendEnv: false, input: password });
  return {
    signIn: (browser, page) => browser.submit(page, { username: 'ada', password }),
    env: {},
    close: async () => undefined,
  };
}
