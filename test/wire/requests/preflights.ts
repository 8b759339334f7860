// What browsers ask before they let a page call another origin.
import type { Exchange } from '../exchange.js';
import { allowedOrigin, request } from './request.js';

const paths = ['/mcp', '/token', '/register', '/authorize', '/jwks', '/nowhere'];

export const preflights: readonly Exchange[] = [
  ...paths.flatMap((target) =>
    [allowedOrigin, 'https://evil.example'].map((origin) => ({
      name: `a preflight to ${target} from ${origin}`,
      send: request({
        method: 'OPTIONS',
        target,
        headers: {
          Origin: origin,
          'Access-Control-Request-Method': 'POST',
          'Access-Control-Request-Headers': 'authorization, content-type, mcp-param-region',
        },
      }),
    })),
  ),
  {
    name: 'a preflight that asks for the private network',
    send: request({
      method: 'OPTIONS',
      target: '/mcp',
      headers: {
        Origin: allowedOrigin,
        'Access-Control-Request-Method': 'DELETE',
        'Access-Control-Request-Private-Network': 'true',
      },
    }),
  },
];
