// A next version that does not exist: what this tree renders, with files changed, added, moved, dropped.
import type { Tree, TreeFile } from '../../src/tree/tree.js';
import { treeOf } from '../../src/tree/tree.js';
import type { Move } from '../../src/update/line-up.js';

/** Few tests reach it, so that few have to run again. */
export const moves: readonly Move[] = [
  { from: 'src/admin/parse.ts', to: 'src/admin/read-command-line.ts' },
];

/** Their texts get one more line: at the end, at the beginning. */
const longer = ['src/http/app.ts', 'src/log.ts', 'src/welcome.ts'];
const earlier = ['src/scopes.ts', 'AGENTS.md', 'test/scopes.test.ts'];

const dropped = '.github/workflows/ci.yml';
const added = 'src/oauth/of-the-next-version.ts';
const line = '// The next version was here.\n';

/** @param tree of this version */
export function nextVersion(tree: Tree): { tree: Tree; moves: readonly Move[] } {
  const files = [...tree].flatMap(([path, file]): [string, TreeFile][] => {
    if (path === dropped) return [];
    const to = moves.find(({ from }) => from === path)?.to ?? path;
    return [[to, { ...file, text: changed(path, file.text) }]];
  });
  const file: TreeFile = {
    text: `${line}export const added = true;\n`,
    executable: false,
    owner: 'managed',
    template: `base/files/${added}`,
  };
  return { tree: treeOf([...files, [added, file]]), moves };
}

function changed(path: string, text: string): string {
  const imported = text.replaceAll('/parse.js', '/read-command-line.js');
  if (longer.includes(path)) return `${imported}${line}`;
  if (earlier.includes(path)) return `${line}${imported}`;
  if (path !== 'package.json') return imported;
  const content = JSON.parse(text);
  content.scripts.next = 'node --version';
  return `${JSON.stringify(content, null, 2)}\n`;
}
