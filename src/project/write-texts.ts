// Writes texts into a temporary folder, for git to look at.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** @param folder made if it is not there, even for no texts */
export async function writeTexts(
  folder: string,
  texts: ReadonlyMap<string, string>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [path, text] of texts) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
