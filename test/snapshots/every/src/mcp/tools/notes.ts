/** The notes of the example tools, each under its user. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ToolContext } from '../tool.js';

type NotesContext = Pick<ToolContext, 'principal' | 'store' | 'clock'>;

/** What is stored. */
export interface Note {
  title: string;
  text: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
}

/** A note as the tools show it. */
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
  // Ids begin with the time, so that the store's order is that of writing.
  const id = `${createdAt.toString(36).padStart(9, '0')}-${randomUUID()}`;
  const note: Note = { title, text, createdAt };
  await store.insert<Note>('note', id, { value: note, userId: principal.subject });
  return shown(id, note);
}

/**
 * The notes of the principal, oldest first.
 *
 * @param after the id of the last note of the page before
 * @param limit at most this many
 */
export async function findNotes(
  { principal, store }: NotesContext,
  { after, limit }: { after?: string | undefined; limit: number },
): Promise<NoteShown[]> {
  const entries = await store.find<Note>('note', { userId: principal.subject, after, limit });
  return entries.map(({ id, value }) => shown(id, value));
}

/** Deletes a note of the principal; `false` if they have none with this id. */
export async function removeNote({ principal, store }: NotesContext, id: string): Promise<boolean> {
  const entry = await store.get<Note>('note', id);
  // Somebody else's note looks like none, so that ids cannot be probed.
  if (entry === undefined || entry.userId !== principal.subject) return false;
  return store.remove('note', id);
}

function shown(id: string, { title, text, createdAt }: Note): NoteShown {
  return { id, title, text, createdAt: new Date(createdAt).toISOString() };
}
