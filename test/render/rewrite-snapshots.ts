// npm run snapshots: writes test/snapshots anew; `git diff` then shows what users will get.
import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { renderSnapshots, snapshotsFolder } from './snapshots.js';

await rm(snapshotsFolder, { recursive: true, force: true });
for (const [name, files] of await renderSnapshots()) {
  for (const [path, { text, executable }] of files) {
    const file = join(snapshotsFolder, name, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
    if (executable) await chmod(file, 0o755);
  }
  console.log(`${name}: ${files.size} files`);
}
