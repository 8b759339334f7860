/** Writes a file that only its owner may read, whole or not at all. */
import { mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AdminProblem } from '../command.js';

/** @throws AdminProblem when something is at the path, or it cannot be written */
export async function writePrivateFile(path: string, lines: AsyncIterable<string>): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch(explain(path));
  const file = await open(path, 'wx', 0o600).catch(explain(path));
  try {
    await pipeline(Readable.from(ended(lines)), file.createWriteStream({ flush: true }));
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

async function* ended(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}

function explain(path: string) {
  return (error: NodeJS.ErrnoException): never => {
    throw new AdminProblem(
      error.code === 'EEXIST'
        ? `${path} exists already, and was left as it is.`
        : `${path} cannot be written (${error.code}).`,
    );
  };
}
