// npm run freeze: keeps what this release renders to, for every later release to be tested against.
import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { program } from '../../src/program.js';
import { namedVariants, renderVariant } from '../render/snapshots.js';
import { freeze, releasesFolder } from './frozen-release.js';

const file = join(releasesFolder, `${program.version}.br`);
const there = await access(file).then(
  () => true,
  () => false,
);
if (there && !process.argv.includes('--again')) {
  console.error(`${file} is there already. A release that is out never changes;`);
  console.error('one that is not out yet is frozen anew with --again.');
  process.exit(1);
}
const trees = await Promise.all(
  namedVariants.map(async ({ name, variant }) => [name, await renderVariant(variant)] as const),
);
const bytes = freeze({ version: program.version, trees: new Map(trees) });
await writeFile(file, bytes);
console.log(`${program.version}: ${trees.length} variants in ${bytes.length} bytes`);
