/** The lines of a file that grows, and that may be moved away or emptied at any time. */
import { type FileHandle, open, stat } from 'node:fs/promises';
import { AdminProblem } from '../command.js';

const chunkBytes = 64 * 1024;

/** Some whole lines, and whether they are the last that the file has at this moment. */
export interface Chunk {
  texts: readonly string[];
  isCaughtUp: boolean;
}

/**
 * Reads to the end; if it is to follow, goes on with what is appended, and with whatever file takes
 * the place of this one.
 *
 * @param pause waits before the next look; absent: ends at the end of the file
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
      yield { texts: pause === undefined ? file.torn() : [], isCaughtUp: true };
      if (pause === undefined) return;
      await pause();
      const next = await successorOf(path, file);
      if (next === undefined) continue;
      // What was still written to the old one comes first.
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
  /** The beginning of a line whose end is still to come. */
  begun: string;
  /** That beginning as a line, if there is one. */
  torn: () => string[];
}

async function openFile(path: string): Promise<OpenFile> {
  const handle = await open(path).catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'there is none' : String(error.code);
    throw new AdminProblem(`${path} cannot be read: ${why}.`);
  });
  const file: OpenFile = {
    handle,
    position: 0,
    decoder: new TextDecoder(),
    begun: '',
    torn: () => (file.begun === '' ? [] : [file.begun]),
  };
  return file;
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

/** The file to go on with, if it is another one, or this one emptied. */
async function successorOf(path: string, file: OpenFile): Promise<OpenFile | undefined> {
  const found = await stat(path).catch(() => undefined);
  // Moved away, and nothing in its place yet.
  if (found === undefined) return undefined;
  const own = await file.handle.stat();
  const isSame = found.ino === own.ino && found.dev === own.dev;
  return isSame && own.size >= file.position ? undefined : openFile(path);
}
