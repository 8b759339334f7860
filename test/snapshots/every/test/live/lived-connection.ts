/** A server on which everything was done once. */
import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import { createSecrets } from '../../src/oauth/secrets.js';
import { sha256 } from '../../src/oauth/sha256.js';
import { baselineScope } from '../../src/scopes.js';
import { addPerson } from '../login/person.js';
import { hiddenFields } from '../oauth/browser/browser.js';
import { verifier } from '../oauth/client-calls.js';
import { limitsWith } from '../oauth/limits-with.js';
import { approve, isConsent, openLiveBrowser } from './approve.js';
import { formPost } from './form-post.js';
import { type LiveServer, openLiveServer } from './plain-server.js';
import { register } from './register.js';

export const callback = 'http://localhost:33418/callback';

export interface LivedConnection {
  live: LiveServer;
  /** A confidential client, by secret. */
  client: { id: string; secret: string };
  /** Its code was not used yet; its tokens are of another grant. */
  publicClient: string;
  code: string;
  refreshToken: string;
  accessToken: string;
  session: { name: string; value: string };
  /** Every secret, those above included. */
  secrets: readonly string[];
}

/** Close `live` after the test. */
export async function liveConnection(): Promise<LivedConnection> {
  // Limits that count, and stop nobody.
  const live = await openLiveServer({ rateLimits: limitsWith({}), signingAlgorithm: 'RS256' });
  const { publicUrl } = live.config;
  const seen: string[] = [];
  const browser = openLiveBrowser(live);
  const ada = await addPerson({ store: live.store, clock: live.clock, random: randomBytes }, 'ada');

  const redirect_uris = [callback];
  const { client_id: publicClient } = await register(publicUrl, { redirect_uris });
  const confidential = await register(publicUrl, {
    redirect_uris,
    token_endpoint_auth_method: 'client_secret_basic',
  });

  async function connect(clientId: string): Promise<string> {
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: callback,
      scope: baselineScope,
      code_challenge: await sha256(verifier),
      code_challenge_method: 'S256',
    });
    const url = new URL(`${publicUrl}/authorize?${query}`);
    const answer = await approve(browser, ada, url, async (visit) => {
      seen.push(hiddenFields(visit.text)['csrf'] ?? '');
      if (!isConsent(visit)) await ada.hurry(browser, visit);
    });
    return answer.get('code') ?? '';
  }

  async function tokens(fields: Record<string, string>) {
    const { status, body } = await formPost(`${publicUrl}/token`, fields);
    expect(status, JSON.stringify(body)).toBe(200);
    seen.push(body.access_token, body.refresh_token);
    return { accessToken: `${body.access_token}`, refreshToken: `${body.refresh_token}` };
  }

  const used = await connect(publicClient);
  const first = await tokens({
    grant_type: 'authorization_code',
    client_id: publicClient,
    code: used,
    code_verifier: verifier,
  });
  const latest = await tokens({
    grant_type: 'refresh_token',
    client_id: publicClient,
    refresh_token: first.refreshToken,
  });
  const called = await fetch(live.mcpUrl, {
    method: 'POST',
    headers: { authorization: `Bearer ${latest.accessToken}` },
  });
  expect(called.status).not.toBe(401);
  // So that a revocation leaves its trace.
  const token = first.accessToken;
  await formPost(`${publicUrl}/revoke`, { token, client_id: publicClient });
  await browser.open(`${publicUrl}/account`).then(({ text }) => {
    seen.push(...(text.match(/(?<=name="csrf" value=")[^"]+/g) ?? []));
  });
  const [name = '', value = ''] = [...browser.cookies].find(([it]) => /session/.test(it)) ?? [];
  const code = await connect(publicClient);

  return {
    live,
    client: { id: confidential.client_id, secret: confidential.client_secret ?? '' },
    publicClient,
    code,
    ...latest,
    session: { name, value },
    secrets: [
      used,
      code,
      ...ada.secrets(),
      confidential.client_secret ?? '',
      ...live.config.secretKeys,
      ...browser.cookies.values(),
      ...seen.filter((it) => it !== ''),
      ...(await privateKeys(live)),
    ],
  };
}

async function privateKeys({ store, config }: LiveServer): Promise<string[]> {
  const stored = JSON.stringify(await store.find('key', {}));
  const sealed = stored.match(/eyJ[\w-]+\.[\w-]*\.[\w-]+\.[\w-]+\.[\w-]+/g) ?? [];
  const { open } = createSecrets(config.secretKeys);
  const keys = await Promise.all(sealed.map(async (one) => JSON.parse(await open(one))));
  const members = keys.flatMap((key) => ['d', 'p', 'q', 'dp', 'dq', 'qi'].map((it) => key[it]));
  const found = members.filter((member) => typeof member === 'string');
  expect(found.length).toBeGreaterThan(0);
  return found;
}
