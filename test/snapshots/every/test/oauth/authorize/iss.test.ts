/** `iss` in answers to the browser (RFC 9207): in all or in none. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client } from '../../../src/oauth/clients/client.js';
import { openBrowser, type TestBrowser } from '../browser/browser.js';
import { addClient, caller, type Parameters } from '../client-calls.js';
import { issuer, openWorld, type World } from '../world.js';
import { answerOf, authorizeUrl } from './asking.js';

describe.each([true, false])('with iss switched on: %s', (issParameter) => {
  let world: World;
  let client: Client;

  beforeAll(async () => {
    world = await openWorld({ issParameter });
    client = await addClient(world);
  });
  afterAll(() => world.close());

  const expected = issParameter ? issuer : undefined;
  const open = async (browser: TestBrowser, changes: Parameters = {}, asking = client) =>
    browser.open(await authorizeUrl(world, asking, changes));
  /** A fresh browser on the consent page. */
  const asked = async () => {
    const browser = openBrowser(world.server, issuer);
    const page = await browser.submit(await open(browser), { username: 'ann' });
    return { browser, page };
  };

  it('the metadata says what the answers do [ASM-9] [ISS-2] [I2] [A34]', async () => {
    const response = await world.server.serverMetadata(new Request(issuer), caller);
    expect(await response.json()).toMatchObject({
      issuer,
      authorization_response_iss_parameter_supported: issParameter,
    });
  });

  it.each(['approve', 'deny'])(
    'a decision to %s, also one sent twice [ISS-1] [I1] [A34]',
    async (decision) => {
      const { browser, page } = await asked();
      for (const _ of ['once', 'twice']) {
        const answer = answerOf(await browser.submit(page, { decision }));
        expect(answer).toHaveProperty(decision === 'approve' ? 'code' : 'error');
        expect(answer['iss']).toBe(expected);
      }
    },
  );

  it.each<[string, Parameters]>([
    ['another response type', { response_type: 'token' }],
    ['no response type', { response_type: undefined }],
    ['no challenge', { code_challenge: undefined }],
    ['a plain challenge', { code_challenge_method: 'plain' }],
    ['a foreign resource', { resource: 'https://other.example/mcp' }],
    ['unknown scopes', { scope: 'unknown' }],
    ['a repeated scope', { scope: ['notes:read', 'notes:write'] }],
    ['no page', { prompt: 'none' }],
    ['no page and a page', { prompt: 'none login' }],
  ])('a refusal of %s, before and after the sign-in [ISS-1] [AZ-4] [I1]', async (_, changes) => {
    const fresh = openBrowser(world.server, issuer);
    const first = await open(fresh, changes);
    const back = first.hasLeft ? first : await fresh.submit(first, { username: 'ann' });
    const { browser } = await asked();
    for (const visit of [back, await open(browser, changes)]) {
      const answer = answerOf(visit);
      expect(answer).toMatchObject({ error: expect.any(String), state: 'the-state' });
      expect(answer['iss']).toBe(expected);
    }
  });

  it('a refusal of a client that is not registered for codes [ISS-1] [AZ-5] [I1]', async () => {
    const other = await addClient(world, { grantTypes: ['refresh_token'] });
    const { browser } = await asked();
    const answer = answerOf(await open(browser, {}, other));
    expect(answer).toMatchObject({ error: 'unauthorized_client', state: 'the-state' });
    expect(answer['iss']).toBe(expected);
  });
});
