// What the janitor does: listens until its pipe closes, then tidies up unless it was told `done`.
import { rm, rmdir } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { JanitorMessage } from './janitor.js';

/** How often a folder is removed again, in case a dying child still wrote into it. */
const rounds = 5;
const pauseMs = 100;

/** @param input the pipe from the process that is watched */
export async function runJanitor(input: Readable): Promise<void> {
  let folders: readonly string[] = [];
  let emptied: readonly string[] = [];
  let group: number | null = null;
  for await (const line of linesOf(input)) {
    const message = JSON.parse(line) as JanitorMessage;
    if (message.type === 'done') return;
    if (message.type === 'running') group = message.group;
    else ({ folders, emptied } = message);
  }
  await tidy(folders, emptied, group);
}

/** In place of Node's readline, which takes longer to load than all the rest. */
async function* linesOf(input: Readable): AsyncGenerator<string> {
  let begun = '';
  for await (const chunk of input.setEncoding('utf8')) {
    const lines = `${begun}${chunk}`.split('\n');
    begun = lines.pop() ?? '';
    yield* lines;
  }
}

async function tidy(
  folders: readonly string[],
  emptied: readonly string[],
  group: number | null,
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    if (group !== null) (await import('./kill-group.js')).killGroup(group);
    for (const folder of folders) {
      await attempt(rm(folder, { recursive: true, force: true, maxRetries: 3 }));
    }
    await wait(pauseMs);
  }
  for (const folder of emptied) await attempt(rmdir(folder));
}

/** A folder in use stays until the next round, one that is not empty for good: nobody is left to tell. */
function attempt(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
