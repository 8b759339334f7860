/** How the example tools keep notes. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ToolContext } from '../tool.js';

type NotesContext = Pick<ToolContext, 'principal' | 'store' | 'clock'>;

/** Beside it are its id and user. */
export interface Note {
  title: string;
  text: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
}

export const noteShown = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  createdAt: z.string().describe('ISO 8601, UTC'),
});
export type NoteShown = z.output<typeof noteShown>;

/** Stores a note of the principal. */
export async function insertNote(
  { principal, store, clock }: NotesContext,
  { title, text }: { title: string; text: string },
): Promise<NoteShown> {
  const createdAt = clock();
  // The store's order is that of writing.
  const id = `${createdAt.toString(36).padStart(9, '0')}-${randomUUID()}`;
  const note: Note = { title, text, createdAt };
  await store.insert<Note>('note', id, { value: note, userId: principal.subject });
  return shown(id, note);
}

/**
 * Oldest first.
 *
 * @param after the last id of the page before
 */
export async function findNotes(
  { principal, store }: NotesContext,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<NoteShown[]> {
  const entries = await store.find<Note>('note', { userId: principal.subject, after, limit });
  return entries.map(({ id, value }) => shown(id, value));
}

/** `false` if they have none. */
export async function removeNote({ principal, store }: NotesContext, id: string): Promise<boolean> {
  const entry = await store.get<Note>('note', id);
  // Others' notes and none at all look alike: ids cannot be probed.
  if (entry === undefined || entry.userId !== principal.subject) return false;
  return store.remove('note', id);
}

function shown(id: string, { title, text, createdAt }: Note): NoteShown {
  return { id, title, text, createdAt: new Date(createdAt).toISOString() };
}
