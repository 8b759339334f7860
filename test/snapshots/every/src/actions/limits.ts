/** What custom GPTs put up with in an action: https://developers.openai.com/api/docs/actions/production */

/** Characters of an operation's summary or description. */
export const mostOperationText = 300;

/** Characters of a parameter's description. */
export const mostParameterText = 700;

/** An answer must have fewer characters. */
export const answerLimit = 100_000;

/** Custom GPTs give up after 45 seconds. */
export const answerWithinMs = 40_000;

/** Cuts at a word. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text.slice(0, most - 1).replace(/\s+\S*$/, '')}…`;
}
