// What a Markdown page links to, and where it can be linked to.

/** The text without code, in which nothing is a link or a heading. */
function prose(text: string): string {
  return text
    .replace(/^(`{3,})[\s\S]*?^\1 *$/gm, '')
    .replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, (code) =>
      // Inline code can be part of a heading.
      code.replace(/[[\]()<>#]/g, ''),
    );
}

/** @returns the targets of all links and pictures, in order */
export function linksIn(text: string): string[] {
  const inline = [...prose(text).matchAll(/\]\(([^)\s]+)(?: "[^"]*")?\)/g)];
  const references = [...prose(text).matchAll(/^ {0,3}\[[^\]]+\]: *(\S+)/gm)];
  return [...inline, ...references].flatMap(([, target]) => target ?? []);
}

/** @returns the anchors of all headings, as GitHub makes them */
export function anchorsIn(text: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ''] of prose(text).matchAll(/^#{1,6} +(.+?) *$/gm)) {
    const words = heading.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').toLowerCase();
    const slug = words.replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '').replaceAll(' ', '-');
    let anchor = slug;
    for (let again = 1; anchors.has(anchor); again += 1) anchor = `${slug}-${again}`;
    anchors.add(anchor);
  }
  return anchors;
}

/** @returns the content of each block of code in that language */
export function codeIn(text: string, language: string): string[] {
  const blocks = text.matchAll(/^( *)(`{3,})(\w*)\n([\s\S]*?)^\1\2 *$/gm);
  return [...blocks].filter(([, , , name]) => name === language).map(([, , , , code = '']) => code);
}
