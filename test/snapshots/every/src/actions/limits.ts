/** What custom GPTs put up with in an action: https://developers.openai.com/api/docs/actions/production */

/** Characters of a summary or a description. */
export const mostOperationText = 300;

/** Characters of the description of a parameter. */
export const mostParameterText = 700;

/** An answer must have fewer characters. */
export const answerLimit = 100_000;

/** Milliseconds; custom GPTs give up after 45 seconds. */
export const answerWithinMs = 40_000;

/** Cut at a word if it is too long. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/\s+\S*$/, '')}…`;
}
