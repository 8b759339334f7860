/** The tools of this server, in the order in which clients see them. Add your own here. */
import type { Tool } from '../tool.js';
import { addNote } from './add-note.js';
import { deleteNote } from './delete-note.js';
import { listNotes } from './list-notes.js';
import { whoami } from './whoami.js';

export const tools: readonly Tool[] = [whoami, listNotes, addNote, deleteNote];

/** Told to clients; raise it when your tools change. */
export const version = '0.1.0';

/** Told to the model: what this server is for, in a sentence or two. */
export const instructions =
  'Keeps short notes for the signed-in user. Every note belongs to one user; nobody else sees it.';
