/** The registration endpoint over a real store. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findClient } from '../../src/oauth/clients/index.js';
import { sha256 } from '../../src/oauth/sha256.js';
import { bodyOf, register } from './client-calls.js';
import { limitsWith } from './limits-with.js';
import { openWorld, type World } from './world.js';

let world: World;

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const redirect_uris = ['https://client.example/callback'];

async function registered(body: object) {
  const response = await register(world, body);
  expect(response.status).toBe(201);
  return bodyOf(response);
}

async function expectDefaults(body: object): Promise<void> {
  const own = { client_id: expect.any(String), client_secret: expect.any(String) };
  expect(body).toEqual({ ...(await registered({ redirect_uris })), ...own });
}

describe('registering', () => {
  it('answers with everything registered, defaults included [DCR-2] [DCR-3] [DCR-4] [REG-2] [G8, G11]', async () => {
    const response = await register(world, { redirect_uris, client_name: 'Example' });
    expect(response.status).toBe(201);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await bodyOf(response)).toEqual({
      client_id: expect.stringMatching(/^client_[\w-]{22}$/),
      client_id_issued_at: Math.floor(world.context.clock() / 1000),
      client_secret: expect.stringMatching(/^[\w-]{43}$/),
      client_secret_expires_at: 0,
      client_name: 'Example',
      redirect_uris,
      grant_types: ['authorization_code'],
      response_types: ['code'],
      token_endpoint_auth_method: 'client_secret_basic',
    });
  });

  it('needs redirect URIs only; null and empty members count as absent [DCR-10] [G8, G10]', async () => {
    const body = await registered({
      redirect_uris,
      client_name: null,
      scope: '',
      contacts: [],
      client_uri: '',
      logo_uri: null,
      grant_types: [],
      response_types: null,
      token_endpoint_auth_method: '',
      jwks: null,
      jwks_uri: '',
    });
    await expectDefaults(body);
  });

  it('makes a new id and secret each time, whatever the client sends [REG-3] [DCR-18]', async () => {
    const wish = { redirect_uris, client_id: 'client_mine', client_secret: 'mine' };
    const [one, other] = [await registered(wish), await registered(wish)];
    expect(one['client_id']).not.toBe(other['client_id']);
    for (const body of [one, other]) {
      expect(body['client_id']).not.toBe('client_mine');
      expect(body['client_secret']).not.toBe('mine');
    }
  });

  it('stores only a hash of the secret [CA-5]', async () => {
    const body = await registered({ redirect_uris });
    const id = String(body['client_id']);
    const client = await findClient(world.context, id);
    expect(client?.secrets?.map(({ hash }) => hash)).toEqual([
      await sha256(String(body['client_secret'])),
    ]);
    expect(JSON.stringify(client)).not.toContain(body['client_secret']);
  });

  it.each([
    ['none', ['none'], false],
    ['client_secret_basic', ['client_secret_basic'], true],
    ['client_secret_post', ['client_secret_post'], true],
    [undefined, ['client_secret_basic', 'client_secret_post'], true],
  ])(
    'with method %s may use %j and gets a secret: %s [DCR-7] [DCR-8] [G9, G12]',
    async (...row) => {
      const [token_endpoint_auth_method, methods, hasSecret] = row;
      const body = await registered({ redirect_uris, token_endpoint_auth_method });
      expect(body['token_endpoint_auth_method']).toBe(methods[0]);
      expect('client_secret' in body).toBe(hasSecret);
      expect('client_secret_expires_at' in body).toBe(hasSecret);
      const client = await findClient(world.context, String(body['client_id']));
      expect(client?.authMethods).toEqual(methods);
    },
  );

  it.each([
    [
      ['authorization_code', 'refresh_token'],
      ['authorization_code', 'refresh_token'],
    ],
    [
      ['refresh_token', 'authorization_code'],
      ['authorization_code', 'refresh_token'],
    ],
    [['refresh_token'], ['authorization_code', 'refresh_token']],
    [undefined, ['authorization_code']],
    [
      ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
      ['authorization_code', 'refresh_token'],
    ],
    [
      ['authorization_code', 'urn:ietf:params:oauth:grant-type:jwt-bearer', 'client_credentials'],
      ['authorization_code'],
    ],
  ])('turns the grant types %j into %j [DCR-9] [DCR-10] [DCR-19] [CC-1]', async (sent, kept) => {
    expect((await registered({ redirect_uris, grant_types: sent }))['grant_types']).toEqual(kept);
  });

  it('keeps what describes the client and nothing else [DCR-10] [DCR-13] [G10]', async () => {
    const metadata = {
      client_uri: 'https://client.example',
      logo_uri: 'https://client.example/logo.png',
      tos_uri: 'https://client.example/tos',
      policy_uri: 'http://localhost:6274/policy',
      contacts: ['ops@client.example'],
      software_id: 'client',
      software_version: '1.2.3',
      application_type: 'native',
      scope: 'notes:read offline_access',
    };
    const odd = { foo: 'bar', constructor: 1 };
    const body = await registered({ redirect_uris, ...metadata, ...odd });
    expect(body).toMatchObject(metadata);
    for (const name of Object.keys(odd)) expect(Object.keys(body)).not.toContain(name);
    const client = await findClient(world.context, String(body['client_id']));
    expect(client?.metadata).toEqual(metadata);
  });

  it('takes no wish to leave out the consent page [CON-2] [C6]', async () => {
    const wish = { skip_consent: true, trusted: true, origin: 'operator', pkce: 'exempt' };
    const body = await registered({ redirect_uris, client_name: 'Wishful', ...wish });
    const client = await findClient(world.context, String(body['client_id']));
    expect(client).toMatchObject({ origin: 'dynamic' });
    for (const name of ['skip_consent', 'trusted', 'pkce']) {
      for (const place of [client, client?.metadata, body]) {
        expect(place ?? {}).not.toHaveProperty(name);
      }
    }
  });

  it('accepts both application types for a native redirect URI [DCR-11] [U7]', async () => {
    for (const application_type of ['native', 'web']) {
      const native = { redirect_uris: ['http://127.0.0.1:33418/'], application_type };
      expect(await registered(native)).toMatchObject({ application_type });
    }
    expect(await registered({ redirect_uris, application_type: 'odd' })).not.toHaveProperty(
      'application_type',
    );
  });

  it('drops descriptions of the wrong type or with dangerous links [DCR-13] [SEC-3] [A6]', async () => {
    const body = await registered({
      redirect_uris,
      client_name: { evil: true },
      client_uri: 'javascript:alert(1)',
      logo_uri: 'data:text/html,x',
      tos_uri: 'https://a.example/\u0000',
      policy_uri: 7,
      contacts: 'ops@client.example',
      software_version: ['1'],
      scope: ['notes:read'],
    });
    await expectDefaults(body);
  });

  it('keeps of the scopes those that exist [DCR-18]', async () => {
    const body = await registered({ redirect_uris, scope: 'notes:read admin claudeai' });
    expect(body['scope']).toBe('notes:read');
  });

  it('cuts names and takes out characters that hide or reorder others [DCR-13] [SEC-3]', async () => {
    const name = async (client_name: string) =>
      (await registered({ redirect_uris, client_name }))['client_name'];
    expect(await name('  A\u0000B\r\n\tC\u202eD\u200bE  ')).toBe('A B C D E');
    expect(await name('x'.repeat(2000))).toBe('x'.repeat(100));
    expect(await name('\u{1f600}'.repeat(101))).toBe('\u{1f600}'.repeat(100));
    expect(await name('<b>Bold</b>')).toBe('<b>Bold</b>');
    expect(await name('\u200b\u202e')).toBeUndefined();
  });
});

describe('registrations of one network', () => {
  it('are limited, for all addresses of an IPv6 subscriber together [DCR-15] [L4]', async () => {
    const max = 3;
    const rateLimits = limitsWith({ register: { max, seconds: 3600 } });
    const limited = await openWorld({ rateLimits });
    const from = (address: string) => register(limited, { redirect_uris }, {}, { address });
    for (let i = 0; i < max; i += 1) expect((await from(`2001:db8:1:2::${i}`)).status).toBe(201);
    const refused = await from('2001:db8:1:2:ffff::1');
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
    expect((await from('2001:db8:1:3::1')).status).toBe(201);
    expect((await from('192.0.2.1')).status).toBe(201);
    limited.pass({ seconds: 3600 });
    expect((await from('2001:db8:1:2::1')).status).toBe(201);
    await limited.close();
  });
});
