/** Text that strangers chose, made fit for a page. */

/**
 * One line of plain text: without control, invisible and direction-changing characters (with which
 * a name could rearrange the words around it), without towers of combining marks, and cut to a
 * length that cannot push the rest of the page away. Escaping remains the template's work.
 *
 * @param longest in characters as a reader counts them, the ellipsis included
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
