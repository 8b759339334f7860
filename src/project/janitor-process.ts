// What the janitor does: listens until its pipe closes, then tidies up unless it was told `done`.
import { execFile } from 'node:child_process';
import { rm, rmdir } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { JanitorMessage } from './janitor.js';

/** How often a folder is removed again, in case a dying child still wrote into it. */
const rounds = 5;
const pauseMs = 100;
/** Nobody is left in the group; macOS says EPERM when only zombies are. */
const alreadyGone = new Set(['ESRCH', 'EPERM']);

/** @param input the pipe from the process that is watched */
export async function runJanitor(input: Readable): Promise<void> {
  let folders: readonly string[] = [];
  let emptied: readonly string[] = [];
  let group: number | null = null;
  for await (const line of createInterface({ input })) {
    const message = JSON.parse(line) as JanitorMessage;
    if (message.type === 'done') return;
    if (message.type === 'running') group = message.group;
    else ({ folders, emptied } = message);
  }
  await tidy(folders, emptied, group);
}

async function tidy(
  folders: readonly string[],
  emptied: readonly string[],
  group: number | null,
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    if (group !== null) killGroup(group);
    for (const folder of folders) {
      await attempt(rm(folder, { recursive: true, force: true, maxRetries: 3 }));
    }
    await wait(pauseMs);
  }
  for (const folder of emptied) await attempt(rmdir(folder));
}

/**
 * A process group on POSIX; on Windows the process and its descendants.
 *
 * @param group the id of the group's first process
 */
export function killGroup(group: number): void {
  if (process.platform === 'win32') {
    execFile('taskkill', ['/pid', String(group), '/t', '/f'], () => undefined);
    return;
  }
  try {
    process.kill(-group, 'SIGKILL');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!alreadyGone.has(code)) throw error;
  }
}

/** A folder in use stays until the next round, one that is not empty for good: nobody is left to tell. */
function attempt(work: Promise<void>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}
