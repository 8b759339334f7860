/** The lines of a file that grows, and that may be moved away or emptied at any time. */
import { type FileHandle, open, stat } from 'node:fs/promises';
import { AdminProblem } from '../command.js';

const chunkBytes = 64 * 1024;

/** Whole lines, and whether they are the last for now. */
export interface Chunk {
  texts: readonly string[];
  isCaughtUp: boolean;
}

/**
 * @param pause before the next look; absent: ends at the end of the file
 * @throws AdminProblem if the file cannot be read
 */
export async function* readLines(
  path: string,
  pause?: () => Promise<void>,
): AsyncGenerator<Chunk, void, void> {
  let file = await openFile(path);
  try {
    for (;;) {
      yield* unreadLines(file);
      const torn = pause === undefined && file.begun !== '';
      yield { texts: torn ? [file.begun] : [], isCaughtUp: true };
      if (pause === undefined) return;
      await pause();
      const next = await successorOf(path, file);
      if (next === undefined) continue;
      // What was still written to the old one.
      yield* unreadLines(file);
      await file.handle.close();
      file = next;
    }
  } finally {
    await file.handle.close();
  }
}

interface OpenFile {
  handle: FileHandle;
  /** Bytes read so far. */
  position: number;
  decoder: TextDecoder;
  /** A line without its end. */
  begun: string;
}

async function openFile(path: string): Promise<OpenFile> {
  const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'there is none' : String(error.code);
    throw new AdminProblem(`${path} cannot be read: ${why}.`);
  });
  return { handle, position: 0, decoder: new TextDecoder(), begun: '' };
}

async function* unreadLines(file: OpenFile): AsyncGenerator<Chunk, void, void> {
  const buffer = Buffer.alloc(chunkBytes);
  for (;;) {
    const { bytesRead } = await file.handle.read(buffer, 0, chunkBytes, file.position);
    if (bytesRead === 0) return;
    file.position += bytesRead;
    const text = file.decoder.decode(buffer.subarray(0, bytesRead), { stream: true });
    const texts = `${file.begun}${text}`.split('\n');
    file.begun = texts.pop() ?? '';
    yield { texts, isCaughtUp: false };
  }
}

// Another file, or this one emptied.
async function successorOf(path: string, file: OpenFile): Promise<OpenFile | undefined> {
  const found = await stat(path).catch(() => undefined);
  // Moved away.
  if (found === undefined) return undefined;
  const own = await file.handle.stat();
  const isSame = found.ino === own.ino && found.dev === own.dev;
  return isSame && own.size >= file.position ? undefined : openFile(path);
}
