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
 * The list, a part of the form. While a box is ticked, what stands below it is included: for the
 * stylesheet, and for whoever reads the form.
 *
 * @param labelledBy the id of the heading
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
