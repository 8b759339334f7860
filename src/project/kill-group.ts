// Ends a process and all that it has started.
import { execFile } from 'node:child_process';

/** Nobody is left in the group; macOS says EPERM when only zombies are. */
const alreadyGone = new Set(['ESRCH', 'EPERM']);

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
