// A whole connection, from the first refusal to the revocation, as a browser and a client make it.
import { createHash } from 'node:crypto';
import type { Answer } from '../http-message.js';
import { headerOf } from '../http-message.js';
import type { Ask, Conversation } from '../transcript.js';
import { post } from './mcp.js';
import { form, request } from './request.js';

export interface Person {
  readonly name: string;
  readonly password: string;
}

export interface Tokens {
  readonly clientId: string;
  readonly access: string;
  readonly refresh: string;
}

const callback = 'http://localhost:33418/callback';
const verifier = 'a-code-verifier-of-sufficient-length-0123456789';
const challenge = createHash('sha256').update(verifier).digest('base64url');

/** Registers a client, signs in, consents, and trades the code; a few mistakes on the way. */
export async function connect(ask: Ask, { name, password }: Person): Promise<Tokens> {
  const browser = openBrowser();
  const registered = await ask({
    name: 'the client registers',
    send: request({
      method: 'POST',
      target: '/register',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        client_name: 'Wire',
        redirect_uris: [callback],
        grant_types: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_method: 'none',
      }),
    }),
  });
  const clientId = `${JSON.parse(registered.body).client_id}`;
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: callback,
    scope: 'notes:read',
    state: 'the state',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  });
  const open = async (what: string, target: string) =>
    browser.received(await ask({ name: what, send: browser.get(target) }));
  const submit = async (what: string, page: Answer, fields: Record<string, string>) =>
    browser.received(await ask({ name: what, send: browser.submit(page, fields) }));

  await open('authorization without a challenge', `/authorize?client_id=${clientId}`);
  const sent = await open('authorization', `/authorize?${query}`);
  const login = await open('the sign-in page', locationOf(sent));
  await submit('a wrong password', login, { username: name, password: 'wrong' });
  await submit('a form without its token', login, { username: name, password, csrf: '' });
  const signedIn = await submit('the right password', login, { username: name, password });
  const consent = await open('the consent page', locationOf(signedIn));
  const allowed = await submit('consent', consent, { decision: 'approve' });
  const code = new URL(locationOf(allowed), callback).searchParams.get('code') ?? '';
  const answered = await ask({
    name: 'the code for tokens',
    send: form('/token', {
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: callback,
      code,
      code_verifier: verifier,
    }),
  });
  if (answered.status !== 200) throw new Error(`The code was refused: ${answered.body}`);
  const { access_token, refresh_token } = JSON.parse(answered.body);
  await open('the account page', '/account');
  return { clientId, access: access_token, refresh: refresh_token };
}

/** The same, and what comes after. */
export function wholeConnection(person: Person): Conversation {
  return async (ask) => {
    const { clientId, access, refresh } = await connect(ask, person);
    const list = '{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{}}';
    await ask({ name: 'a call with the new token', send: post(list, access) });
    const fields = { grant_type: 'refresh_token', client_id: clientId, refresh_token: refresh };
    await ask({ name: 'a refresh', send: form('/token', fields) });
    await ask({ name: 'the same refresh again', send: form('/token', fields) });
    const revocation = { token: refresh, client_id: clientId };
    await ask({ name: 'the revocation', send: form('/revoke', revocation) });
    await ask({ name: 'a call with the revoked token', send: post(list, access) });
    await ask({ name: 'a refresh after the revocation', send: form('/token', fields) });
  };
}

/** Keeps cookies and fills in forms. */
function openBrowser() {
  const cookies = new Map<string, string>();
  const cookie = () => ({ Cookie: [...cookies].map((pair) => pair.join('=')).join('; ') });
  return {
    get: (target: string) => request({ target, headers: cookie() }),
    submit: ({ body }: Answer, fields: Record<string, string>) => {
      const [tag = ''] = /<form[^>]*>/.exec(body) ?? [];
      const inputs = [...body.matchAll(/<input[^>]*>/g)].map(([input]) => input);
      const filled = inputs.filter((it) => /type="hidden"|type="checkbox".* checked/.test(it));
      const pairs = filled.map((it) => [attribute(it, 'name'), attribute(it, 'value')]);
      const target = pathOf(attribute(tag, 'action'));
      return form(target, { ...Object.fromEntries(pairs), ...fields }, cookie());
    },
    received: (answer: Answer): Answer => {
      for (const line of answer.head) {
        const [, name, value] = /^set-cookie: ([^=]+)=([^;]*)/i.exec(line) ?? [];
        if (name !== undefined) cookies.set(name, value ?? '');
      }
      return answer;
    },
  };
}

function attribute(tag: string, name: string): string {
  return new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1]?.replaceAll('&amp;', '&') ?? '';
}

function locationOf({ head, body }: Answer): string {
  const location = headerOf(head, 'location');
  if (location === undefined) throw new Error(`Nobody was sent on:\n${head.join('\n')}\n${body}`);
  return location.startsWith(callback) ? location : pathOf(location);
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url, 'https://mcp.example');
  return pathname + search;
}
