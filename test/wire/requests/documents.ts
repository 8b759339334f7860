// The documents that clients read first, at every address where they look.
import type { Exchange } from '../exchange.js';
import { request } from './request.js';

const documents = [
  '/.well-known/oauth-authorization-server',
  '/.well-known/openid-configuration',
  '/.well-known/oauth-protected-resource',
  '/.well-known/oauth-protected-resource/mcp',
  '/jwks',
  '/healthz',
  '/readyz',
];

const elsewhere = [
  '/.well-known/oauth-authorization-server/mcp',
  '/.well-known/openid-configuration/mcp',
  '/mcp/.well-known/openid-configuration',
  '/.well-known/oauth-protected-resource/other',
  '/.well-known/security.txt',
  '/.well-known/',
  '/favicon.ico',
  '/robots.txt',
];

export const toDocuments: readonly Exchange[] = [
  ...documents.flatMap((target) =>
    ['GET', 'HEAD', 'OPTIONS', 'POST'].map((method) => ({
      name: `${method} ${target}`,
      send: request({ method, target }),
    })),
  ),
  ...documents.map((path) => ({
    name: `GET ${path}/`,
    send: request({ target: `${path}/` }),
  })),
  ...elsewhere.map((target) => ({ name: `GET ${target}`, send: request({ target }) })),
];
