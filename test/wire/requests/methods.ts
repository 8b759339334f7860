// Every kind of route with every method that Node's parser knows, and some that it does not.
import type { Exchange } from '../exchange.js';
import { request } from './request.js';

const paths = ['/mcp', '/token', '/authorize', '/account', '/login/x', '/nowhere'];

const methods = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PROPFIND',
  'QUERY',
];

const strange = ['CONNECT', 'BREW', 'get', 'M-SEARCH', 'PRI'];

export const withMethods: readonly Exchange[] = [
  ...paths.flatMap((target) =>
    methods.map((method) => ({ name: `${method} ${target}`, send: request({ method, target }) })),
  ),
  ...strange.map((method) => ({
    name: `${method} /mcp`,
    send: request({ method, target: '/mcp' }),
  })),
  ...['/', '/?x=1'].flatMap((target) =>
    ['GET', 'HEAD', 'POST', 'OPTIONS'].map((method) => ({
      name: `${method} ${target}`,
      send: request({ method, target }),
    })),
  ),
];
