// Shows two sets of files as git shows a difference.
import type { Texts } from './compare-texts.js';
import { compareTexts } from './compare-texts.js';
import type { ProcessWorld } from './run.js';

/** @returns a patch, from `generated/` to `yours/` */
export async function showDifference(
  generated: Texts,
  yours: Texts,
  processes: ProcessWorld,
): Promise<string> {
  const flags = ['--no-prefix', '-M', '--no-color'];
  return `${await compareTexts({ generated, yours }, flags, processes)}\n`;
}
