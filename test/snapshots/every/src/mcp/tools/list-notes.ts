/** Lists notes: the example of a tool that changes nothing. */
import { z } from 'zod';
import { baselineScope } from '../../scopes.js';
import { defineTool } from '../tool.js';
import { findNotes, noteShown } from './notes.js';

export const listNotes = defineTool({
  name: 'list_notes',
  title: 'List notes',
  description: 'Lists the notes of the signed-in user, oldest first.',
  scopes: [baselineScope],
  hints: { readOnlyHint: true, destructiveHint: false, openWorldHint: false },
  input: z.object({
    limit: z.int().min(1).max(100).default(50).describe('At most this many notes'),
    after: z.string().max(100).optional().describe('Continue behind the note with this id'),
  }),
  output: z.object({
    notes: z.array(noteShown),
    next: z.string().optional().describe('Pass it as `after` to read on; absent at the end'),
  }),
  run: async ({ limit, after }, context) => {
    const notes = await findNotes(context, { after, limit: limit + 1 });
    const page = notes.slice(0, limit);
    const last = page.at(-1);
    return notes.length > limit && last ? { notes: page, next: last.id } : { notes: page };
  },
});
