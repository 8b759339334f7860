/** Questions whose answers are not shown. */
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { Cancelled, createTerminal } from '../../src/admin/terminal.js';

function open() {
  const [input, output, errors] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const terminal = createTerminal({ input, output, errors });
  const shown = async () => {
    output.end();
    errors.end();
    return (await text(output)) + (await text(errors));
  };
  return { input, terminal, shown };
}

it('asks in turn and shows no answer', async () => {
  const { input, terminal, shown } = open();
  const answers = terminal.askHidden(['One: ', 'Two: ']);
  input.write('first sec');
  input.write('ret\rsecond secret\r');
  expect(await answers).toEqual(['first secret', 'second secret']);
  expect(await shown()).toBe('One: \nTwo: \n');
});

it('lets the operator correct what they type', async () => {
  const { input, terminal } = open();
  const answers = terminal.askHidden(['One: ']);
  input.write('seccc\u007f\u007fret\r');
  expect(await answers).toEqual(['secret']);
});

it.each([
  ['Ctrl-C', '\u0003'],
  ['Ctrl-D', '\u0004'],
])('is cancelled by %s', async (_name, key) => {
  const { input, terminal } = open();
  const answers = terminal.askHidden(['One: ', 'Two: ']);
  input.write(`first\r${key}`);
  await expect(answers).rejects.toThrow(Cancelled);
});

it('reads piped input without its line end', async () => {
  for (const [piped, expected] of [
    ['secret\n', 'secret'],
    ['secret\r\n', 'secret'],
    [' secret \n\n', ' secret \n'],
    ['', ''],
  ] as const) {
    const { input, terminal } = open();
    input.end(piped);
    expect(await terminal.readAll()).toBe(expected);
  }
});

it('asks nobody behind a pipe', () => {
  expect(open().terminal.isInteractive).toBe(false);
});
