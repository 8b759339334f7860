// Output for somebody at a terminal. Colours follow NO_COLOR.

import { styleText } from 'node:util';
import { intro, log, note, outro, S_BAR, S_STEP_SUBMIT, unicodeOr } from '@clack/prompts';
import type { Output } from './output.js';
import { paragraphs, wrapped } from './wrapped.js';

const frames = [...unicodeOr('◒◐◓◑', '-\\|/')];
const frameMs = 100;
/** The lines around a note. */
const box = 6;

/** @param stdout a terminal */
export function terminalOutput(stdout: NodeJS.WriteStream): Output {
  return {
    intro: (text) => intro(styleText('inverse', ` ${text} `)),
    note: (title, lines) => {
      const room = stdout.columns - box;
      const text = lines.flatMap((line) => wrapped(line, room)).join('\n');
      note(text, title, { format: (line) => line });
    },
    info: (text) => log.info(text),
    warn: (text) => log.warn(text),
    during: async (label, work, finished) => {
      const stop = spin(stdout, label);
      try {
        const result = await work();
        stop();
        log.message(finished(result), { symbol: styleText('green', S_STEP_SUBMIT) });
        return result;
      } catch (error) {
        stop();
        throw error;
      }
    },
    outro: (text) => outro(text),
    plain: (lines) => stdout.write(`${paragraphs(lines, stdout.columns).join('\n')}\n`),
    result: (text) => stdout.write(text),
  };
}

/**
 * Our own spinner: the one of the prompt library takes over standard input and ends the process
 * on Ctrl-C, before anything could be tidied up. It leaves the cursor alone, so that no way to end the
 * process can leave it hidden.
 */
function spin(stdout: NodeJS.WriteStream, label: string): () => void {
  let turn = 0;
  const draw = () => {
    const symbol = styleText('magenta', frames[turn % frames.length] ?? '');
    const seconds = Math.floor((turn * frameMs) / 1000);
    const text = `${label}${seconds === 0 ? '' : ` (${seconds} s)`}`;
    // A line that wraps could not be drawn again.
    stdout.write(`\r\u001b[K${symbol}  ${text.slice(0, stdout.columns - 4)}`);
    turn += 1;
  };
  stdout.write(`${styleText('gray', S_BAR)}\n`);
  draw();
  const timer = setInterval(draw, frameMs);
  return () => {
    clearInterval(timer);
    stdout.write('\r\u001b[K\u001b[1A');
  };
}
