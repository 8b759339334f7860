// Everything that is said to every server.
import type { Conversation } from '../transcript.js';
import { alone } from '../transcript.js';
import { withBodies } from './bodies.js';
import { onOneConnection } from './connections.js';
import { disconnects } from './disconnects.js';
import { toDocuments } from './documents.js';
import { withHeaders } from './headers.js';
import { toMcp } from './mcp.js';
import { withMethods } from './methods.js';
import { preflights } from './preflights.js';
import type { Person } from './sign-in.js';
import { wholeConnection } from './sign-in.js';
import { toTargets } from './targets.js';

/**
 * @param person with an account
 * @param token an access token with the permission to read
 */
export function conversations(person: Person, token: string): Conversation[] {
  const single = [
    toDocuments,
    withMethods,
    toTargets,
    withHeaders,
    preflights,
    withBodies,
    onOneConnection,
    toMcp(token),
  ];
  // What a server does after a caller has left is over long before the end.
  return [disconnects(token), ...single.flat().map(alone), wholeConnection(person)];
}
