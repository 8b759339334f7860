/** Your own routes and hooks, in front of everything that the server brings along. */
import type { FastifyInstance } from 'fastify';
import project from '../project.json' with { type: 'json' };

/** Called once at the start. A path that is not taken here goes on to the server's own routes. */
export async function addRoutes(app: FastifyInstance): Promise<void> {
  // onRequest and onResponse see every request, those of the MCP endpoint and of sign-in too:
  //   app.addHook('onRequest', async (_request, reply) => { reply.header('x-served-by', 'me'); });
  // The hooks in between, parsers and schemas are for your routes: the server answers by itself.

  app.get('/', async (_request, reply) => {
    reply.type('text/plain; charset=utf-8');
    return `${project.title}: an MCP server. Add its /mcp URL to your client.\n`;
  });
}
