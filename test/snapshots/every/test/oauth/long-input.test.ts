/** Long and awkward input: no pattern takes more than linear time. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callerAddress } from '../../src/http/caller.js';
import { scrub } from '../../src/log/scrub.js';
import { foreignText } from '../../src/pages/foreign-text.js';
import { addClient, caller, post, register } from './client-calls.js';
import { issuer, openWorld, resource, type World } from './world.js';

/** Repeated, each makes a careless pattern begin again and again. */
const parts = [
  ...['a', '-', '.', '/', ' ', '=', '%2e', ':', '"', ',', 'é', 'a.', '/..', '://a:', '[::1]'],
  ...['a b ', 'eyJaaaaaa-', 'eyJaaaaaa.', 'Bearer a ', '1.1.1.1,', '?token=', 'https://a', '<a'],
  `${'a'.repeat(22)}.1.`,
];

/** The longest body and the longest header line, in bytes. */
const [body, header] = [60_000, 15_000];

/** Milliseconds: a thousand times what it takes, and far less than the square of the length. */
const longest = 1500;

let world: World;
let clientId: string;

beforeAll(async () => {
  world = await openWorld();
  clientId = (await addClient(world)).id;
});
afterAll(() => world.close());

const long = (part: string, length: number, end = '\u0001') =>
  part.repeat(Math.ceil(length / part.length)).slice(0, length) + end;

/** Only what a header line can hold. */
const inHeader = (part: string, begin: string) =>
  begin + long(part.replace(/[^\x20-\x7e]/g, 'x'), header, '!');

const inUrl = (part: string) =>
  Object.entries({
    client_id: part,
    redirect_uri: `https://${part}`,
    resource: `https://${part}`,
    scope: part,
    state: part,
    code_challenge: part,
  });

async function expectSoon(what: string, work: () => unknown): Promise<void> {
  const began = performance.now();
  await work();
  expect(performance.now() - began, what).toBeLessThan(longest);
}

describe('long and awkward input is answered in no time', () => {
  it.each(parts)('at every endpoint that programs call: %j [SEC-3] [A30]', async (part) => {
    const text = long(part, body);
    for (const name of ['client_id', 'code', 'refresh_token', 'scope', 'resource']) {
      const grant_type = name === 'code' ? 'authorization_code' : 'refresh_token';
      const sent = { client_id: clientId, grant_type, [name]: text };
      await expectSoon(name, () => post(world.server.token, sent));
    }
    const sent = { client_id: clientId, token: text };
    await expectSoon('token', () => post(world.server.revoke, sent));
    for (const name of ['client_name', 'client_uri', 'scope']) {
      await expectSoon(name, () => register(world, { redirect_uris: [text], [name]: text }));
    }
  });

  it.each(parts)('in headers: %j [SEC-3] [RS-6] [A30]', async (part) => {
    for (const scheme of ['Bearer ', 'Basic ', '']) {
      const authorization = inHeader(part, scheme);
      const request = new Request(resource, { headers: { authorization } });
      await expectSoon(scheme, () => world.server.authenticate(request));
      const sent = { grant_type: 'refresh_token', refresh_token: 'x' };
      await expectSoon(scheme, () => post(world.server.token, sent, { authorization }));
    }
    const cookie = inHeader(part, '__Host-browser=');
    const request = new Request(`${issuer}/consent?transaction=x`, { headers: { cookie } });
    await expectSoon('cookie', () => world.server.consent(request, caller));
    const headers = new Headers({ 'x-forwarded-for': inHeader(part, '') });
    await expectSoon('x-forwarded-for', () => callerAddress(headers, '192.0.2.1', 10));
  });

  it.each(parts)('in an address that a browser opens: %j [SEC-3] [A30]', async (part) => {
    for (const [name, value] of inUrl(long(part, 3000))) {
      const search = new URLSearchParams({ client_id: clientId, [name]: value });
      const request = new Request(`${issuer}/authorize?${search}`);
      await expectSoon(name, () => world.server.authorize(request, caller));
    }
  });

  it.each(parts)('in what is shown and logged: %j [SEC-3] [A30]', async (part) => {
    await expectSoon('shown', () => foreignText(long(part, body), 100));
    await expectSoon('logged', () => scrub(long(part, body)));
  });

  it('whatever it is made of [SEC-3] [A30]', async () => {
    const texts = fc.array(fc.constantFrom(...parts), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(texts, async (mixed) => {
        const text = long(mixed.join(''), body);
        await expectSoon(text.slice(0, 40), () => scrub(text));
        const sent = { client_id: clientId, grant_type: 'refresh_token', refresh_token: text };
        await expectSoon(text.slice(0, 40), () => post(world.server.token, sent));
        await expectSoon(text.slice(0, 40), () => register(world, { client_name: text }));
      }),
      { numRuns: 20 },
    );
  });
});
