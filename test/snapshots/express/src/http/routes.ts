/** Your own routes and middleware, in front of everything that the server brings along. */
import type { Express } from 'express';
import project from '../project.json' with { type: 'json' };

/** Called once at the start. A path that is not taken here goes on to the server's own routes. */
export function addRoutes(app: Express): void {
  // Middleware sees every request, those of the MCP endpoint and of sign-in too:
  //   app.use((_request, response, next) => { response.set('x-served-by', 'me'); next(); });
  // A body parser belongs to the routes that need it; the server reads the other bodies itself:
  //   app.post('/hook', express.json(), (request, response) => { response.json(request.body); });

  app.get('/', (_request, response) => {
    response
      .type('text')
      .send(`${project.title}: an MCP server. Add its /mcp URL to your client.\n`);
  });
}
