/** An operator of a server in this process, and the clients they make. */
import type { OAuthSettings } from '../../../src/oauth/context.js';
import { openWorld, type World } from '../../oauth/world.js';
import { adminHere, type RunAdmin } from '../run-admin.js';

export interface OperatedWorld extends World {
  admin: RunAdmin;
}

/** Everything is on that only clients of the operator can use. */
export async function openOperatedWorld(
  settings: Partial<OAuthSettings> = {},
): Promise<OperatedWorld> {
  const world = await openWorld({ clientCredentials: true, introspection: true, ...settings });
  return { ...world, admin: operatorOf(world) };
}

/** The operator's tool under the clock and settings of a world. */
export function operatorOf({ context, audited }: World): RunAdmin {
  const { store, clock, settings } = context;
  return adminHere(store, { clock, settings, audit: (event) => audited.push(event) });
}

/** What whoever sets up a client is told. */
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

/** From the output of `clients add` and `clients rotate-secret`. */
export function handedOver(output: string): { id: string; secret: string } {
  const [, id = ''] = /^client id +(\S+)$/m.exec(output) ?? [];
  const [, secret = ''] = /^client secret +(\S+)$/m.exec(output) ?? [];
  return { id, secret };
}

/** Authentication by Basic. */
export function basic({ id, secret }: { id: string; secret: string }): Record<string, string> {
  return { authorization: `Basic ${btoa(`${id}:${secret}`)}` };
}
