/** `keys`: what access tokens are signed with. */
import { keysInUse, TooEarly } from '../oauth/keyring/ring.js';
import { readRing, replaceRing, rotateRing } from '../oauth/keyring/stored-ring.js';
import { rereadEveryMs } from '../oauth/keyring/times.js';
import { algorithmOf } from '../oauth/signing-key.js';
import { type AdminContext, AdminProblem, type Call, type Command } from './command.js';
import { minute, table } from './table.js';

export const keysCommands: readonly Command[] = [
  {
    name: 'keys list',
    operands: [],
    summary: 'Lists the keys that access tokens are signed with.',
    options: { json: { description: 'as JSON' } },
    run: list,
  },
  {
    name: 'keys rotate',
    operands: [],
    summary: 'Signs with the next key from now on; no token becomes invalid.',
    options: {
      now: {
        description: 'replaces every key at once, since one was copied: all access tokens end',
      },
    },
    run: rotate,
  },
];

async function list(call: Call, { terminal, ring, clock }: AdminContext): Promise<void> {
  const found = await readRing(ring);
  const keys = found === undefined ? [] : keysInUse(found, clock());
  const shown = keys.map(({ state, key }) => ({
    kid: key.kid,
    algorithm: algorithmOf(key),
    state,
    since: new Date(key.since),
  }));
  if (call.has('json')) return terminal.print(JSON.stringify(shown, null, 2));
  if (shown.length === 0) return terminal.print('No keys; the server makes them when it starts.');
  const rows = shown.map(({ since, ...key }) => [...Object.values(key), minute(since.getTime())]);
  terminal.print(table([['ID', 'ALGORITHM', 'STATE', 'SINCE'], ...rows]));
}

async function rotate(call: Call, { terminal, ring, oauth }: AdminContext): Promise<void> {
  const atOnce = call.has('now');
  const { active } = await (atOnce ? replaceRing(ring) : rotateRing(ring)).catch(explained);
  const reason = atOnce ? 'compromised' : 'operator_request';
  oauth.audit({ event: 'key.rotated', keyId: active.kid, reason });
  const seconds = rereadEveryMs / 1000;
  const key = `${active.kid} (${algorithmOf(active)})`;
  terminal.print(`Within ${seconds} seconds every instance signs with ${key}.`);
  terminal.print(
    atOnce
      ? `All other keys are gone: within the same ${seconds} seconds every access token issued so far is refused. Clients that hold a refresh token get another by themselves.`
      : 'The key before it verifies what it signed until that has expired.',
  );
}

function explained(error: unknown): never {
  if (!(error instanceof TooEarly)) throw error;
  // The next full minute, since seconds are not shown.
  const from = minute(error.notBefore + 59_999);
  throw new AdminProblem(
    `The next key is too new: who verifies tokens may not know it before ${from} UTC. Rotate then, or replace a copied key at once with --now.`,
  );
}
