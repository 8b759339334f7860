/** Adds a note: the example of a tool that changes something. */
import { z } from 'zod';
import { changeScope } from '../../scopes.js';
import { defineTool } from '../tool.js';
import { insertNote, noteShown } from './notes.js';

export const addNote = defineTool({
  name: 'add_note',
  title: 'Add a note',
  description: 'Saves a note for the signed-in user.',
  scopes: [changeScope],
  hints: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
  input: z.object({
    title: z.string().trim().min(1).max(200).describe('A short heading'),
    text: z.string().max(10_000).default('').describe('The note itself'),
  }),
  output: z.object({ note: noteShown }),
  run: async (input, context) => ({ note: await insertNote(context, input) }),
});
