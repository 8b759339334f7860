// One server of each framework, all with the same keys, user and grant, and what each one answers.
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Variant } from '../../src/answers/schema.js';
import { choices } from '../../src/answers/schema.js';
import { availableValues } from '../../src/layers/registry.js';
import { freePort } from '../matrix/connection/server.js';
import { inPool } from '../matrix/pool.js';
import { mask } from './mask.js';
import { addUser, buildProject, settings, startServer } from './project.js';
import { conversations } from './requests/index.js';
import type { Tokens } from './requests/sign-in.js';
import { connect } from './requests/sign-in.js';
import type { Transcript } from './transcript.js';
import { transcriptOf } from './transcript.js';

type Framework = Variant['framework'];

/** What one server did. */
export interface Asked {
  readonly transcript: Transcript;
  /** The lines that it printed, in order of the alphabet: some follow each other by chance. */
  readonly printed: readonly string[];
}

/** The default one first. */
export const frameworks = availableValues('framework') as Framework[];

export const reference: Framework = choices.framework.default;

const person = { name: 'ada', password: 'correct horse battery staple' };

/**
 * Builds, starts and asks them all.
 *
 * @param folder an empty one
 */
export async function askAll(folder: string): Promise<Map<Framework, Asked>> {
  const home = (framework: Framework) => join(folder, framework);
  await inPool(2, frameworks, (framework) =>
    buildProject(home(framework), { framework, storage: 'sqlite', upstream: 'none' }),
  );
  const { access } = await prepareDatabase(home(reference), join(folder, 'first.db'));
  const asked = await inPool(frameworks.length, frameworks, async (framework) => {
    const database = await copyDatabase(folder, framework);
    const server = await startServer(home(framework), settings(database), await freePort());
    let printed = '';
    const transcript = await transcriptOf(server.port, conversations(person, access)).finally(
      async () => {
        printed = await server.stop();
      },
    );
    return [framework, { transcript, printed: lines(printed) }] as const;
  });
  return new Map(asked);
}

/** Stacks name the folder of the project. */
function lines(printed: string): string[] {
  const alike = printed.split('\n').map((line) => mask(line.replace(/"stack":"[^"]*"/g, '')));
  return alike.sort();
}

/** Makes the keys, the user, and a grant with its tokens. */
async function prepareDatabase(home: string, database: string): Promise<Tokens> {
  const env = settings(database);
  await addUser(home, env, person);
  const server = await startServer(home, env, await freePort());
  try {
    let tokens: Tokens | undefined;
    await transcriptOf(server.port, [
      async (ask) => {
        tokens = await connect(ask, person);
      },
    ]);
    if (tokens === undefined) throw new Error('Nobody got tokens');
    return tokens;
  } finally {
    await server.stop();
  }
}

/** SQLite keeps what it has not merged yet in files beside the database. */
async function copyDatabase(folder: string, framework: Framework): Promise<string> {
  const files = (await readdir(folder)).filter((file) => file.startsWith('first.db'));
  const copyOf = (file: string) => join(folder, file.replace('first.db', `${framework}.db`));
  await Promise.all(files.map((file) => cp(join(folder, file), copyOf(file))));
  return copyOf('first.db');
}
