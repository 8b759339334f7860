// npm run snapshots: writes test/snapshots anew; `git diff` then shows what users will get.
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { renderVariant, snapshots, snapshotsFolder } from './snapshots.js';

await rm(snapshotsFolder, { recursive: true, force: true });
for (const { name, variant } of snapshots) {
  const tree = await renderVariant(variant);
  for (const [path, { text, executable }] of tree) {
    const file = join(snapshotsFolder, name, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    if (executable) await chmod(file, 0o755);
  }
  console.log(`${name}: ${tree.size} files`);
}
