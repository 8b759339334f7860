/** Tells users as whom they are signed in. */
import { z } from 'zod';
import { defineTool } from '../tool.js';

export const whoami = defineTool({
  name: 'whoami',
  title: 'Who am I',
  description: 'Tells which user is signed in, through which client, and with which scopes.',
  scopes: [],
  hints: { readOnlyHint: true, destructiveHint: false, openWorldHint: false },
  input: z.object({}),
  output: z.object({
    id: z.string().describe('The stable id of the user'),
    name: z.string().describe('The name of the user, for display'),
    client: z.string().describe('The OAuth client that acts for the user'),
    scopes: z.array(z.string()).describe('What the user has permitted this client to do'),
  }),
  run: async (_, { principal }) => ({
    id: principal.subject,
    name: principal.name,
    client: principal.clientId,
    scopes: [...principal.scopes],
  }),
});
