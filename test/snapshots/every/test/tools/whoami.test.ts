import { afterAll, beforeAll, expect, it } from 'vitest';
import { openToolbox, type Toolbox } from '../mcp/connect.js';

let toolbox: Toolbox;

beforeAll(async () => {
  toolbox = await openToolbox();
});
afterAll(() => toolbox.close());

it('whoami tells the user, the client and the scopes', async () => {
  const client = await toolbox.as('ada', ['some:scope']);
  const { structuredContent } = await client.callTool({ name: 'whoami', arguments: {} });
  expect(structuredContent).toEqual({
    id: 'user_ada',
    name: 'ada',
    client: 'client_test',
    scopes: ['some:scope'],
  });
});
