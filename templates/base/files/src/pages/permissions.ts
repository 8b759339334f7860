/** What a client may do, as a list of sentences of which a person can leave some out. */
import { type Html, html } from './html.js';

/** One permission, and what it includes. */
export interface Permission {
  /** What it permits. */
  sentence: string;
  /** The box by which it can be left out, if it can. */
  box?: { scope: string; ticked: boolean };
  includes: readonly Permission[];
}

/**
 * The list, for use within the form. As long as the box of a permission is ticked, the boxes within
 * it are out of reach, since what they stand for is included (the stylesheet sees to that, and
 * whoever reads the form as well).
 *
 * @param labelledBy the id of the heading
 */
export function permissionList(permissions: readonly Permission[], labelledBy: string): Html {
  return html`<ul aria-labelledby="${labelledBy}">
${permissions.map(item)}</ul>
<input hidden name="selection" value="scope">`;
}

function item({ sentence, box, includes }: Permission): Html {
  const within =
    includes.length === 0
      ? ''
      : html`
<ul aria-label="Includes">
${includes.map(item)}</ul>
`;
  if (box === undefined) return html`<li class="given">${sentence}${within}</li>\n`;
  const ticked = box.ticked ? html` checked` : '';
  return html`<li><label class="choice"><input type="checkbox" name="scope" value="${box.scope}"${ticked}> <span>${sentence}</span></label>${within}</li>\n`;
}
