/** Text that strangers chose, made fit for our pages. */

/**
 * One line without control, invisible and direction-changing characters (with which a name could
 * rearrange the words around it) or towers of combining marks, too short to push the page away. Not
 * escaped.
 *
 * @param longest in characters as readers count them, ellipsis included
 */
export function foreignText(text: string, longest = 80): string {
  const line = text
    .slice(0, 4000)
    .replace(/[\p{Cf}\p{Co}\p{Cn}\p{Cs}\u115f\u1160\u3164\uffa0\u2800]/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .normalize('NFC')
    .replace(/(\p{M}{2})\p{M}+/gu, '$1')
    .trim();
  const characters = [...new Intl.Segmenter('en').segment(line)].map(({ segment }) => segment);
  if (characters.length <= longest) return line;
  return `${characters
    .slice(0, longest - 1)
    .join('')
    .trimEnd()}…`;
}
