// Programs that run beside others.
import { expect, it, vi } from 'vitest';
import { begin, run } from '../../scripts/run.js';

const node = (code: string) => begin(process.execPath, ['-e', code]);

it('shows what a program beside others has printed at its end, and whether it ended well', async () => {
  const shown: string[] = [];
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    shown.push(`${chunk}`);
    return true;
  });
  try {
    const good = node("console.log('good')");
    const bad = node("console.log('bad'); process.exitCode = 3");
    expect(run(process.execPath, ['-e', ''])).toBe(true);
    expect([await good(), await bad()]).toEqual([true, false]);
  } finally {
    write.mockRestore();
  }
  expect(shown.join('')).toBe('good\nbad\n');
});

it('says that a program beside others could not be started', async () => {
  const said = vi.spyOn(console, 'error').mockReturnValue(undefined);
  try {
    expect(await begin('there-is-no-such-program', [])()).toBe(false);
    // On Windows the shell says so itself.
    if (process.platform !== 'win32') expect(said).toHaveBeenCalledOnce();
  } finally {
    said.mockRestore();
  }
});
