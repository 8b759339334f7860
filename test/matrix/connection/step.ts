// The last step of every variant: its built server, and a client that knows nothing but its address.
import type { Place, Step } from '../steps.js';
import type { Databases } from './database.js';
import { liveOneConnection } from './live.js';
import { people } from './person.js';
import { freePort, startServer } from './server.js';

export interface ConnectionOptions {
  /** The path prefix of the public URL, for example `/apps/notes`. */
  readonly path?: string;
  /** Whether one of the tools needs more than the first sign-in asks for; not looked at if absent. */
  readonly stepsUp?: boolean;
  /** With what its tokens are signed; what the project takes by itself if absent. */
  readonly signingAlgorithm?: 'ES256';
}

/** Keys that are made at once, for most projects: those for RSA take as long as all else here. */
export const quickKeys = { signingAlgorithm: 'ES256' } as const;

/** Starts the built project, with a database of its own, and lives one whole connection with it. */
export function connection(
  place: Place,
  { databases }: { databases: Databases },
  options: ConnectionOptions = {},
): Step {
  return {
    name: `connection${options.path === undefined ? '' : ` below ${options.path}`}`,
    work: async () => {
      const started = performance.now();
      const problem = await live(place, databases, options).catch(
        (error: unknown) => error as Error,
      );
      const seconds = (performance.now() - started) / 1000;
      return { ok: problem === undefined, output: problem?.stack ?? '', seconds };
    },
  };
}

async function live(
  place: Place,
  databases: Databases,
  { path = '', stepsUp, signingAlgorithm }: ConnectionOptions,
): Promise<undefined> {
  const { variant } = place;
  const port = await freePort();
  const url = `http://localhost:${port}${path}`;
  const meet = people[variant.upstream];
  if (meet === undefined) throw new Error(`Nobody can sign in with upstream ${variant.upstream}`);
  const database = await databases.fresh(variant.storage);
  const signing = signingAlgorithm && { SIGNING_ALGORITHM: signingAlgorithm };
  const env = { ...place.env, ...database, ...signing, PORT: `${port}`, PUBLIC_URL: url };
  let printed = '';
  const person = await meet({ ...place, env, printed: () => printed });
  try {
    const server = await startServer({ ...place, env: { ...env, ...person.env } }, url, (text) => {
      printed += text;
    });
    const steppedUp = await liveOneConnection(url, person.signIn).finally(server.stop);
    if (stepsUp === undefined || steppedUp === stepsUp) return undefined;
    throw new Error(stepsUp ? 'no tool asked for more' : 'a tool asked for more');
  } catch (error) {
    throw new Error(`${(error as Error).stack}\n\nThe server said:\n${printed}`);
  } finally {
    await person.close();
  }
}
