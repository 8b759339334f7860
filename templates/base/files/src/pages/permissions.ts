/** What a client may do, and a person may leave out. */
import { type Html, html } from './html.js';

export interface Permission {
  sentence: string;
  /** To leave it out. */
  box?: { scope: string; ticked: boolean };
  includes: readonly Permission[];
}

/**
 * For use within the form. While a permission's box is ticked, what stands below is included:
 * whoever reads the form has to see it the same way.
 *
 * @param labelledBy the heading's id
 */
export function permissionList(permissions: readonly Permission[], labelledBy: string): Html {
  return html`<ul class="permissions" aria-labelledby="${labelledBy}">
${permissions.map(item)}</ul>
<input hidden name="selection" value="scope">`;
}

function item({ sentence, box, includes }: Permission): Html {
  const below =
    includes.length === 0
      ? ''
      : html`
<ul aria-label="This includes">
${includes.map(item)}</ul>`;
  if (box === undefined) return html`<li>${sentence}${below}</li>\n`;
  const ticked = box.ticked ? html` checked` : '';
  return html`<li class="box"><label><input type="checkbox" name="scope" value="${box.scope}"${ticked}> ${sentence}</label>${below}</li>\n`;
}
