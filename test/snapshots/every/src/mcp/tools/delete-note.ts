/** Deletes a note: the example of a tool that destroys something. */
import { z } from 'zod';
import { changeScope } from '../../scopes.js';
import { defineTool, ToolError } from '../tool.js';
import { removeNote } from './notes.js';

export const deleteNote = defineTool({
  name: 'delete_note',
  title: 'Delete a note',
  description: 'Deletes one note of the signed-in user for good.',
  scopes: [changeScope],
  hints: {
    readOnlyHint: false,
    destructiveHint: true,
    openWorldHint: false,
    idempotentHint: true,
  },
  input: z.object({ id: z.string().max(100).describe('The id that list_notes shows') }),
  output: z.object({ id: z.string().describe('The note that is gone') }),
  run: async ({ id }, context) => {
    if (!(await removeNote(context, id))) throw new ToolError('There is no such note');
    return { id };
  },
});
