/** Whoever copies the database can do nothing with it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entry, Kind, Store } from '../src/store/contract.js';
import { formPost } from './live/form-post.js';
import { type LivedConnection, liveConnection } from './live/lived-connection.js';
import { tracesOf } from './live/traces.js';
import { verifier } from './oauth/client-calls.js';

// A record, so that no kind is forgotten.
const kinds: Record<Kind, true> = {
  grant: true,
  client: true,
  account: true,
  upstream: true,
  session: true,
  transaction: true,
  consent: true,
  once: true,
  key: true,
  jwks: true,
  note: true,
};

let lived: LivedConnection;
let stolen: Entry<unknown>[];

beforeAll(async () => {
  lived = await liveConnection();
  stolen = await everything(lived.live.store);
});
afterAll(() => lived.live.close());

async function everything(store: Store): Promise<Entry<unknown>[]> {
  const names = Object.keys(kinds) as Kind[];
  return (await Promise.all(names.map((kind) => store.find(kind, { limit: 1000 })))).flat();
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value, ...value.split(/[.$=,]/)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => [name, ...stringsIn(one)]);
}

const asCode = (code: string) =>
  token({ grant_type: 'authorization_code', code, code_verifier: verifier });

const asRefreshToken = (refresh_token: string) =>
  token({ grant_type: 'refresh_token', refresh_token });

async function token(fields: Record<string, string>): Promise<boolean> {
  const { live, publicClient } = lived;
  const url = `${live.config.publicUrl}/token`;
  return (await formPost(url, { ...fields, client_id: publicClient })).status === 200;
}

async function asAccessToken(text: string): Promise<boolean> {
  const headers = { authorization: `Bearer ${text}` };
  return (await fetch(lived.live.mcpUrl, { method: 'POST', headers })).status !== 401;
}

/** Says of a token that there is none, but only to a client that proves who it is. */
async function asClientSecret(text: string): Promise<boolean> {
  const { live, client } = lived;
  const response = await fetch(`${live.config.publicUrl}/revoke`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${client.id}:${encodeURIComponent(text)}`)}` },
    body: new URLSearchParams({ token: 'none' }),
  });
  return response.status === 200;
}

async function asSession(text: string): Promise<boolean> {
  const { live, session } = lived;
  const headers = { cookie: `${session.name}=${text}` };
  const url = `${live.config.publicUrl}/account`;
  return (await fetch(url, { headers, redirect: 'manual' })).status === 200;
}

describe('a stolen database', () => {
  it('holds what was lived through', () => {
    const kept = JSON.stringify(stolen);
    for (const known of ['ada', lived.publicClient, lived.code.split('.')[0]]) {
      expect(kept).toContain(known);
    }
    expect(lived.secrets.length).toBeGreaterThan(20);
  });

  it('has no secret in it, nor a part of one [TOK-9, SEC-8, CA-5]', () => {
    expect(tracesOf(lived.secrets, JSON.stringify(stolen))).toEqual([]);
  });

  it.each<[what: string, opens: (text: string) => Promise<boolean>, real: () => string]>([
    ['a session cookie', asSession, () => lived.session.value],
    ['a client secret', asClientSecret, () => lived.client.secret],
    ['an access token', asAccessToken, () => lived.accessToken],
    // Last, since they are used up.
    ['a code', asCode, () => lived.code],
    ['a refresh token', asRefreshToken, () => lived.refreshToken],
  ])('has no string in it that is good as %s [TOK-9, SEC-8, CA-5]', async (_what, opens, real) => {
    const found = [...new Set(stolen.flatMap((entry) => stringsIn(entry)))];
    const digests = found.filter((text) => /^[\w-]{43}$/.test(text));
    const ids = found.filter((text) => /^[\w-]{22}$/.test(text));
    // As in codes and refresh tokens.
    const middle = { [asCode.name]: '.', [asRefreshToken.name]: '.2.' }[opens.name];
    const joined = ids.flatMap((id) => digests.map((it) => `${id}${middle}${it}`));
    const all = middle === undefined ? found : [...found, ...joined];
    const fit = all.filter((text) => /^[\x21-\x7e]{1,4000}$/.test(text));
    expect(fit.length).toBeGreaterThan(50);
    for (const text of fit) expect(await opens(text), text).toBe(false);
    expect(await opens(real()), 'the real one, for comparison').toBe(true);
  });
});
