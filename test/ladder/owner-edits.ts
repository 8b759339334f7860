// What the owner of every project on the ladder has done to it: one of each kind of edit.
import type { Tree } from '../../src/tree/tree.js';

/** Where owners edit, by what they do there; every variant has these files. */
export const edited = {
  top: 'src/http/app.ts',
  end: 'src/scopes.ts',
  lineEnds: 'src/log.ts',
  deleted: 'AGENTS.md',
  moved: { from: 'src/welcome.ts', to: 'src/start/welcome.ts' },
  own: 'src/own/notes-of-mine.ts',
} as const;

/** Lines that no update may lose. */
export const ownerLines = {
  top: '// The owner was here first.',
  end: '// The owner was here last.',
  own: 'export const mine = true;',
} as const;

/** @returns the texts of an edited project; managed files that are not edited are as rendered */
export function editedTexts(tree: Tree): Map<string, string> {
  const texts = new Map([...tree].map(([path, { text }]) => [path, text]));
  const change = (path: string, how: (text: string) => string) => {
    const text = texts.get(path);
    if (text === undefined) throw new Error(`No variant may lack ${path}.`);
    const next = how(text);
    if (next === text) throw new Error(`The edit of ${path} changes nothing.`);
    texts.set(path, next);
  };
  change(edited.top, (text) => `${ownerLines.top}\n${text}`);
  change(edited.end, (text) => `${text}${ownerLines.end}\n`);
  change(edited.lineEnds, (text) => text.replaceAll('\n', '\r\n'));
  change('package.json', (text) => {
    const content = JSON.parse(text);
    content.scripts.mine = 'node mine.js';
    content.description = 'Mine';
    return `${JSON.stringify(content, null, 2)}\n`;
  });
  const moved = texts.get(edited.moved.from) ?? '';
  texts.delete(edited.moved.from);
  texts.set(edited.moved.to, moved);
  change('src/start.ts', (text) => text.replace("'./welcome.js'", "'./start/welcome.js'"));
  texts.delete(edited.deleted);
  texts.set(edited.own, `${ownerLines.own}\n`);
  return texts;
}
