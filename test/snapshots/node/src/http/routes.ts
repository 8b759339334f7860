/** Your own routes and middleware, in front of everything that the server brings along. */
import project from '../project.json' with { type: 'json' };

/** Answers as the server does: its own routes, or 404. */
export type Next = (request: Request) => Promise<Response>;

type Handler = (request: Request) => Response | Promise<Response>;

/** Method and path of your routes, and what answers there. */
const routes = new Map<string, Handler>([
  [
    'GET /',
    () => new Response(`${project.title}: an MCP server. Add its /mcp URL to your client.\n`),
  ],
]);

/** Sees every request, those of the MCP endpoint and of sign-in too: the place for middleware. */
export async function handle(request: Request, next: Next): Promise<Response> {
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const route = routes.get(`${method} ${new URL(request.url).pathname}`);
  return route === undefined ? next(request) : route(request);
}
