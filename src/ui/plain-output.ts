// Output for files, pipes and logs: plain lines, no symbols.
import type { Output } from './output.js';
import { paragraphs } from './wrapped.js';

/**
 * @param write takes what is meant for people
 * @param result takes results for other programs
 */
export function plainOutput(
  write: (text: string) => void,
  result: (text: string) => void = write,
): Output {
  const line = (text: string) => write(`${text}\n`);
  return {
    intro: line,
    note: (title, lines) => {
      line(`\n${title}`);
      for (const text of lines) line(text === '' ? '' : `  ${text}`);
      line('');
    },
    info: line,
    warn: (text) => line(`Warning: ${text}`),
    during: async (label, work, finished) => {
      line(`${label}...`);
      const result = await work();
      line(finished(result));
      return result;
    },
    outro: line,
    plain: (lines) => paragraphs(lines).forEach(line),
    result,
  };
}
