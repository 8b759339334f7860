// Reads JSON from a file, or from standard input.
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { CreateError } from '../errors.js';
import type { World } from './world.js';

/**
 * @param file a path, or `-` for standard input
 * @throws CreateError USAGE
 */
export async function readJson(file: string, world: World): Promise<unknown> {
  const name = file === '-' ? 'Standard input' : file;
  const source = file === '-' ? text(world.stdin) : readFile(resolve(world.cwd, file), 'utf8');
  const content = await source.catch((cause: NodeJS.ErrnoException) => {
    throw new CreateError('USAGE', `${name} cannot be read (${cause.code}).`, { cause });
  });
  try {
    return JSON.parse(content);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CreateError('USAGE', `${name} is not JSON: ${why}.`, { cause });
  }
}
