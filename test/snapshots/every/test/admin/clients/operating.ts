/** An operator, and the clients that they make. */
import type { OAuthSettings } from '../../../src/oauth/context.js';
import { openWorld, type World } from '../../oauth/world.js';
import { adminHere, type RunAdmin } from '../run-admin.js';

export interface OperatedWorld extends World {
  admin: RunAdmin;
}

/** With everything switched on that only clients of the operator can use. */
export async function openOperatedWorld(
  settings: Partial<OAuthSettings> = {},
): Promise<OperatedWorld> {
  const world = await openWorld({ clientCredentials: true, introspection: true, ...settings });
  return { ...world, admin: operatorOf(world) };
}

export function operatorOf({ context, audited }: World): RunAdmin {
  const { store, clock, settings } = context;
  return adminHere(store, { clock, settings, audit: (event) => audited.push(event) });
}

export interface HandedOver {
  id: string;
  secret: string;
  output: string;
}

/** The secret is empty for a client that has none. */
export async function addByOperator(
  { admin }: OperatedWorld,
  options: string,
  input = '',
): Promise<HandedOver> {
  const { code, output, errors } = await admin(`clients add Robot ${options}`, input);
  if (code !== 0) throw new Error(errors);
  return { ...handedOver(output), output };
}

/** What `clients add` and `clients rotate-secret` tell. */
export function handedOver(output: string): { id: string; secret: string } {
  const [, id = ''] = /^client id +(\S+)$/m.exec(output) ?? [];
  const [, secret = ''] = /^client secret +(\S+)$/m.exec(output) ?? [];
  return { id, secret };
}

/** The header of a client with a secret. */
export function basic({ id, secret }: { id: string; secret: string }): Record<string, string> {
  return { authorization: `Basic ${btoa(`${id}:${secret}`)}` };
}
