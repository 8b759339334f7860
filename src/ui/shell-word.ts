// Writes a word so that a shell takes it as it is.

const harmless = /^[\w@%+=:,./~-]+$/;

/**
 * @param platform as in `process.platform`: the shells of Windows know other quotes
 * @returns the word itself where nothing in it means anything to a shell
 */
export function shellWord(word: string, platform: NodeJS.Platform = process.platform): string {
  if (harmless.test(word)) return word;
  return platform === 'win32'
    ? `"${word.replaceAll('"', '\\"')}"`
    : `'${word.replaceAll("'", "'\\''")}'`;
}
