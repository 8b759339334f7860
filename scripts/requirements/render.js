// Writes docs/requirements.md out of requirements and the tests that cite them.
import { counts } from './counts.js';

/** @typedef {import('./join.js').Row} Row */

/** @typedef {{ name: string, is: string, url: string }} Source */

const introduction = `# Which requirements does a generated project meet?

Every rule of the specifications, and every habit of a well-known client, that a protected MCP server
with its own authorization server has to know, and the tests that prove it. MUST, SHOULD and MAY are
the words of the specifications; VENDOR means that no specification asks for it but a client in use
fails or degrades without it.

This page is made from [requirements.json](requirements.json) and from the titles of the tests by
\`npm run requirements\`; \`npm test\` fails when it is not up to date, or when a MUST or VENDOR row
has no test. A title is a sentence that ends with the IDs of what it proves, in brackets. Tests are
named by their place in this repository; those below \`templates\` are part of generated projects.`;

/**
 * @param {{ sources: Source[], sections: import('./join.js').Section[] }} data
 * @param {Map<string, Row>} rows
 * @returns {string} Markdown
 */
export function render({ sources, sections }, rows) {
  const chapters = sections.map(({ title, requirements }) => {
    const entries = requirements.flatMap(({ id }) => rows.get(id) ?? []).map(entry);
    return `## ${title}\n\n${entries.join('\n\n')}`;
  });
  const list = sources.map(({ name, is, url }) => `- ${name}: [${is}](${url})`).join('\n');
  const parts = [introduction, counts([...rows.values()]), `Sources:\n\n${list}`, ...chapters];
  return `${parts.join('\n\n')}\n`;
}

/** @param {Row} row */
function entry({ requirement: { id, level, source, text, status, reason }, proofs }) {
  const lines = [`### ${id} · ${level}`, '', text, '', `Source: ${source}`];
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
