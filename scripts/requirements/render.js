// Writes docs/requirements.md out of requirements and the tests that cite them.
import { counts, countsOf } from './counts.js';

import { incident } from './incidents.js';

/** @typedef {import('./join.js').Row} Row */

/** @typedef {import('./join.js').Section} Section */

/** @typedef {{ name: string, is: string, url: string }} Source */

const introduction = `# Which requirements does a generated project meet?

Every rule of the specifications, and every habit of a well-known client, that a protected MCP server
with its own authorization server has to know, and the tests that prove it. MUST, SHOULD and MAY are
the words of the specifications; VENDOR means that no specification asks for it but a client in use
fails or degrades without it.

This page is made from [requirements.json](requirements.json) and from the titles of the tests by
\`npm run requirements\`; \`npm test\` fails when it is not up to date, or when a MUST or VENDOR row
has no test. A title is a sentence that ends with the IDs of what it proves, in brackets. Tests are
named by their place in this repository; those below \`templates\` are part of generated projects.

What has broken servers like this one although no document speaks of it comes
[at the end](#what-broke-real-servers), with its tests as well.`;

const incidentsIntroduction = `## What broke real servers

What clients in use stumbled over, and which attacks on servers and libraries of this kind really
happened: read in public threads and advisories, and told in our own words. Threads were not run again
against the services they are about. Each row is a test, or says why it has none. Letters: D discovery
and HTTP, R resource, S scope, U redirect URI, C consent, I \`iss\`, P PKCE, F refresh, G registration
and client authentication, M metadata documents, L code, limits and revocation, A advisories.`;

/**
 * @typedef {{ sources: Source[], sections: Section[], incidents: Section[] }} Data the incidents as
 *   sections
 */

/**
 * @param {Data} data
 * @param {Map<string, Row>} rows
 * @returns {string} Markdown
 */
export function render({ sources, sections, incidents }, rows) {
  const list = sources.map(({ name, is, url }) => `- ${name}: [${is}](${url})`).join('\n');
  const parts = [
    introduction,
    counts(sections.flatMap((section) => rowsOf(section, rows))),
    `Sources:\n\n${list}`,
    ...sections.map((section) => chapter(section, rows, '##')),
    incidentsIntroduction,
    countsOf(
      'about',
      incidents.map((section) => ({ name: section.title, rows: rowsOf(section, rows) })),
    ),
    ...incidents.map((section) => chapter(section, rows, '###')),
  ];
  return `${parts.join('\n\n')}\n`;
}

/**
 * @param {Section} section
 * @param {Map<string, Row>} rows
 */
function rowsOf({ requirements }, rows) {
  return requirements.flatMap(({ id }) => rows.get(id) ?? []);
}

/**
 * @param {Section} section
 * @param {Map<string, Row>} rows
 * @param {string} mark of the heading
 */
function chapter(section, rows, mark) {
  const entries = rowsOf(section, rows).map((row) => entry(row, `${mark}#`));
  return `${mark} ${section.title}\n\n${entries.join('\n\n')}`;
}

/**
 * @param {Row} row
 * @param {string} mark of the heading
 */
function entry({ requirement: { id, level, source, text, status, reason }, proofs }, mark) {
  const name = level === incident ? id : `${id} · ${level}`;
  const lines = [`${mark} ${name}`, '', text, '', `Source: ${source}`];
  const why = status === 'planned' ? `Planned: ${reason}` : `No test: ${reason}`;
  if (reason !== undefined) lines.push('', why);
  if (proofs.length > 0) lines.push('');
  for (const { path, titles } of proofs) {
    lines.push(`- [${path}](../${path})`, ...titles.map((title) => `  - ${literal(title)}`));
  }
  return lines.join('\n');
}

/**
 * @param {string} title
 * @returns {string} Markdown that shows the title as it is, on one line
 */
function literal(title) {
  return title.replace(/\s+/g, ' ').replace(/[\\`*_<>[\]|#]/g, '\\$&');
}
