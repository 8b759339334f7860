// Breaks lines between words.

/**
 * Lines that go on are indented to where the last column of the first one starts, if that leaves them
 * half of the width. A word that is too long is cut.
 *
 * @param text without colours
 * @param width in characters
 */
export function wrapped(text: string, width: number): string[] {
  const indent = indentOf(text, width);
  const lines: string[] = [];
  let rest = text;
  let room = width;
  while (rest.length > room) {
    const space = rest.lastIndexOf(' ', room);
    // A break inside the columns would tear them apart.
    const isBetweenWords = space > (lines.length === 0 ? indent : 0);
    lines.push(rest.slice(0, isBetweenWords ? space : room).trimEnd());
    rest = rest.slice(isBetweenWords ? space : room).trimStart();
    room = width - indent;
  }
  return [...lines, rest].map((line, index) => (index === 0 ? line : ' '.repeat(indent) + line));
}

/** Lines of prose are seldom read well beyond this. */
const comfortable = 80;

/**
 * Breaks prose and leaves what is indented as it is: a command has to stay in one line.
 *
 * @param columns of the terminal
 */
export function paragraphs(lines: readonly string[], columns = comfortable): string[] {
  const width = Math.min(columns, comfortable);
  return lines.flatMap((line) => (line.startsWith('  ') ? [line] : wrapped(line, width)));
}

function indentOf(text: string, width: number): number {
  const ends = [...text.matchAll(/\S {2,}(?=\S)|^ +(?=\S)/g)].map(
    ({ index, 0: gap }) => index + gap.length,
  );
  return Math.max(0, ...ends.filter((end) => end <= width / 2));
}
