/** Your own routes and middleware, in front of everything that the server brings along. */
import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';
import project from '../project.json' with { type: 'json' };

/** What handlers find in `c.env`: Node's `incoming` and `outgoing`. */
export interface Env {
  Bindings: HttpBindings;
}

/** Called once at the start. A path that is not taken here goes on to the server's own routes. */
export function addRoutes(app: Hono<Env>): void {
  // Middleware sees every request, those of the MCP endpoint and of sign-in too:
  //   app.use(async (c, next) => { await next(); c.header('x-served-by', 'me'); });

  app.get('/', (c) =>
    c.text(`${project.title}: an MCP server. Add its /mcp URL to your client.\n`),
  );
}
