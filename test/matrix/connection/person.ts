// Somebody who can sign in to a generated project, whoever its users are.
import { randomBytes } from 'node:crypto';
import { execa } from 'execa';
import type { Variant } from '../../../src/answers/schema.js';
import type { Home } from '../own-programs.js';
import { scriptOf } from '../own-programs.js';
import type { SignIn } from './live.js';
import { startProvider } from './provider.js';

export interface Person {
  readonly signIn: SignIn;
  /** What the server must be told besides. */
  readonly env: NodeJS.ProcessEnv;
  /** Ends what was started for them. */
  readonly close: () => Promise<void>;
}

export interface Project extends Home {
  readonly variant: Variant;
  /** What its server has printed so far. */
  readonly printed: () => string;
}

type Meet = (project: Project) => Promise<Person>;

/** By upstream: a person known to the project. */
export const people: Readonly<Partial<Record<Variant['upstream'], Meet>>> = {
  none: (project) =>
    project.variant.storage === 'memory' ? withPrintedAccount(project) : withAddedAccount(project),
  oidc: atProvider,
};

/** At a provider of their own, of which the server is told. */
async function atProvider({ env }: Project): Promise<Person> {
  const provider = await startProvider(`${env['PUBLIC_URL']}/login/callback`);
  return {
    signIn: (browser, page) => browser.submit(page, { login: 'ada' }),
    env: provider.env,
    close: provider.close,
  };
}

/** As an operator makes one: where all else is as its owner has it, from the source, or else as in production. */
async function withAddedAccount(project: Project): Promise<Person> {
  const password = randomBytes(18).toString('base64url');
  // A project may be connected to more than once.
  const username = `ada-${randomBytes(4).toString('hex')}`;
  const words = ['users', 'add', username, '--password-stdin'];
  const built = { program: 'node', args: ['dist/admin.js', ...words], env: project.env };
  const { program, args, env } =
    project.withNpm === true ? scriptOf(project, 'admin', words) : built;
  await execa(program, args, { cwd: project.folder, env, extendEnv: false, input: password });
  return {
    signIn: (browser, page) => browser.submit(page, { username, password }),
    env: {},
    close: async () => undefined,
  };
}

/** Made by a server whose memory no operator can reach; it tells when it starts. */
async function withPrintedAccount({ printed }: Project): Promise<Person> {
  return {
    signIn: (browser, page) => {
      const [, username, password] = /sign in as (\S+) with (\S+)/.exec(printed()) ?? [];
      if (username === undefined || password === undefined) {
        throw new Error(`The server printed no account:\n${printed()}`);
      }
      return browser.submit(page, { username, password });
    },
    env: {},
    close: async () => undefined,
  };
}
