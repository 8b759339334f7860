/** Programs without a user: what they ask for, and what is stored. */
import { expect } from 'vitest';
import type { Grant } from '../../../src/oauth/grant.js';
import { basic, type HandedOver } from '../../admin/clients/operating.js';
import { bodyOf, type Parameters, post } from '../client-calls.js';
import type { World } from '../world.js';

/** Options of `clients add` for a program that may read. */
export const machine = '--grant client_credentials --scope notes:read';

/** Asks for a token, correctly but for the changes. */
export function ask(
  world: World,
  who: { id: string; secret: string },
  changes: Parameters = {},
): Promise<Response> {
  return post(world.server.token, { grant_type: 'client_credentials', ...changes }, basic(who));
}

/** The token; fails if there is none. */
export async function tokenOf(
  world: World,
  who: HandedOver,
  changes: Parameters = {},
): Promise<string> {
  const response = await ask(world, who, changes);
  expect(response.status).toBe(200);
  return (await bodyOf(response)).access_token ?? '';
}

/** Every grant of a client, also ended ones. */
export async function grantsOf(
  { context }: World,
  { id }: Pick<HandedOver, 'id'>,
): Promise<Grant[]> {
  const entries = await context.store.find<Grant>('grant', { clientId: id });
  return entries.map(({ value }) => value);
}
