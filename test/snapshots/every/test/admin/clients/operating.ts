/** An operator of a server that tests hold in their hands, and the clients that the operator makes. */
import type { OAuthSettings } from '../../../src/oauth/context.js';
import { openWorld, type World } from '../../oauth/world.js';
import { adminHere, type RunAdmin } from '../run-admin.js';

export interface OperatedWorld extends World {
  /** Runs a command in the operator's name. */
  admin: RunAdmin;
}

/** A world with everything switched on that only clients of the operator can use. */
export async function openOperatedWorld(
  settings: Partial<OAuthSettings> = {},
): Promise<OperatedWorld> {
  const world = await openWorld({ clientCredentials: true, introspection: true, ...settings });
  return { ...world, admin: operatorOf(world) };
}

/** The operator's tool on the store of a world, under its clock and settings. */
export function operatorOf({ context, audited }: World): RunAdmin {
  const { store, clock, settings } = context;
  return adminHere(store, { clock, settings, audit: (event) => audited.push(event) });
}

/** A client as whoever sets it up is told of it. */
export interface HandedOver {
  id: string;
  secret: string;
  output: string;
}

/** Adds a client; the secret is empty for one that has none. */
export async function addByOperator(
  { admin }: OperatedWorld,
  options: string,
  input = '',
): Promise<HandedOver> {
  const { code, output, errors } = await admin(`clients add Robot ${options}`, input);
  if (code !== 0) throw new Error(errors);
  return { ...handedOver(output), output };
}

/** What the output of `clients add` and `clients rotate-secret` tells. */
export function handedOver(output: string): { id: string; secret: string } {
  const [, id = ''] = /^client id +(\S+)$/m.exec(output) ?? [];
  const [, secret = ''] = /^client secret +(\S+)$/m.exec(output) ?? [];
  return { id, secret };
}

/** The header by which a client authenticates with its secret. */
export function basic({ id, secret }: { id: string; secret: string }): Record<string, string> {
  return { authorization: `Basic ${btoa(`${id}:${secret}`)}` };
}
