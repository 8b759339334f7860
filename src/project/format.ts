// Lays out generated texts as the owner's formatter would, in a copy of what configures it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateError } from '../errors.js';
import { readText } from '../update/text.js';
import { commandWords } from './command-words.js';
import { copyConfiguration, linkModules } from './formatter-surroundings.js';
import type { ProcessWorld } from './run.js';
import { run } from './run.js';
import { inTemporaryFolder } from './temporary-folder.js';
import { writeTexts } from './write-texts.js';

/** Of the tool's output, for the message. */
const lastLines = 10;

/**
 * The command runs in a temporary folder, so nothing that it does there reaches the project.
 *
 * @param command a formatter that writes into the files whose paths are appended. It comes from the
 *   command line and never from the manifest: that would run code of whoever wrote the manifest
 * @param texts path in the project -> text with LF line ends
 * @param root the project, absolute
 * @returns the same paths with their new texts, again with LF
 * @throws CreateError FORMAT_FAILED, or USAGE when the command cannot be read
 */
export async function formatTexts(
  command: string,
  texts: ReadonlyMap<string, string>,
  root: string,
  processes: ProcessWorld,
): Promise<ReadonlyMap<string, string>> {
  const [program, ...args] = commandWords(command);
  if (texts.size === 0) return texts;
  const paths = [...texts.keys()];
  return inTemporaryFolder(async (scratch) => {
    const copied = await copyConfiguration(root, paths, scratch, processes);
    await writeTexts(copied.root, texts);
    await linkModules(copied.folders);
    const named = paths.map((path) => (path.startsWith('-') ? `./${path}` : path));
    const outcome = await run(program, [...args, ...named], copied.root, processes);
    if (!outcome.found) throw failed(command, `there is no program ${program}`);
    if (!outcome.ok) throw failed(command, lastOf(outcome.output));
    return readBack(command, copied.root, paths);
  });
}

async function readBack(
  command: string,
  folder: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const path of paths) {
    const bytes = await readFile(join(folder, path)).catch(() => undefined);
    const read = bytes === undefined ? undefined : readText(bytes);
    if (read === undefined) throw failed(command, `${path} is no text any more`);
    texts.set(path, read.text);
  }
  return texts;
}

function lastOf(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return lines.length === 0 ? 'it said nothing' : `\n${lines.slice(-lastLines).join('\n')}`;
}

function failed(command: string, why: string): CreateError {
  return new CreateError('FORMAT_FAILED', `The formatter failed (${command}): ${why}`);
}
