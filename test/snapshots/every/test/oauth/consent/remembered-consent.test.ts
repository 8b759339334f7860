/** When an earlier consent spares the question. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Client } from '../../../src/oauth/clients/client.js';
import {
  type AskedAgain,
  type ConsentParties,
  consentKey,
  covers,
  mayBeRemembered,
  type RememberedConsent,
} from '../../../src/oauth/consent/remembered-consent.js';
import { ownSite } from '../authorize/web-application.js';

const ttl = { consentTtl: 1000 };

const uri = fc.constantFrom(
  'https://app.example/callback',
  'https://app.example/other',
  'https://app.example:8443/callback',
  'https://evil.example/callback',
  'http://127.0.0.1/callback',
  'http://localhost:8080/callback',
  'com.example.app:/callback',
);

const clients: fc.Arbitrary<Client> = fc.record({
  id: fc.constantFrom('client_1', 'https://app.example/client.json'),
  origin: fc.constantFrom('dynamic', 'metadata-document', 'operator'),
  host: fc.constantFrom('app.example', 'evil.example'),
  redirectUris: fc.array(uri, { maxLength: 3 }),
  grantTypes: fc.constant(['authorization_code'] as const),
  authMethods: fc.subarray(['none', 'client_secret_basic', 'private_key_jwt'] as const, {
    minLength: 1,
  }),
  metadata: fc.constant({}),
  createdAt: fc.constant(0),
});

const headers = fc
  .record({
    'sec-fetch-site': fc.constantFrom('same-origin', 'same-site', 'cross-site', 'none', ''),
    'sec-fetch-mode': fc.constantFrom('navigate', 'navigate', 'cors'),
    'sec-fetch-dest': fc.constantFrom('document', 'document', 'iframe', 'empty'),
    'sec-purpose': fc.constantFrom(undefined, undefined, 'prefetch'),
  })
  .map((fields) => {
    const sent = Object.entries(fields).filter(([, value]) => value !== undefined);
    return new Headers(sent as [string, string][]);
  });

describe('whether a consent may be remembered at all', () => {
  it('whatever the client and the browser say, only where all of it is safe [CON-2, CON-9] [C6]', () => {
    let times = 0;
    fc.assert(
      fc.property(clients, uri, headers, (client, redirectUri, sent) => {
        if (!mayBeRemembered(ttl, client, redirectUri, sent)) return;
        times += 1;
        expect(client.origin).not.toBe('dynamic');
        for (const each of [redirectUri, ...client.redirectUris]) {
          expect(new URL(each).protocol).toBe('https:');
        }
        if (client.origin === 'operator') expect(client.authMethods).not.toContain('none');
        else expect(new URL(redirectUri).host).toBe(client.host);
        expect(sent.get('sec-fetch-site')).toMatch(/^same-(origin|site)$/);
        expect(sent.get('sec-fetch-mode')).toBe('navigate');
        expect(sent.get('sec-fetch-dest')).toBe('document');
        expect(sent.has('sec-purpose')).toBe(false);
        expect(mayBeRemembered({ consentTtl: 0 }, client, redirectUri, sent)).toBe(false);
      }),
      { numRuns: 20_000 },
    );
    expect(times).toBeGreaterThan(10);
  });

  it('is yes for a document and its address on one host, with a secret or without [CON-2]', () => {
    const sent = new Headers(ownSite);
    const redirectUri = 'https://app.example/callback';
    const client: Client = {
      id: 'https://app.example/client.json',
      origin: 'metadata-document',
      host: 'app.example',
      redirectUris: [redirectUri],
      grantTypes: ['authorization_code'],
      authMethods: ['none'],
      metadata: {},
      createdAt: 0,
    };
    expect(mayBeRemembered(ttl, client, redirectUri, sent)).toBe(true);
    expect(mayBeRemembered(ttl, { ...client, host: 'other.example' }, redirectUri, sent)).toBe(
      false,
    );
  });
});

describe('whether it is the same consent', () => {
  const parties: fc.Arbitrary<ConsentParties> = fc.record({
    userId: fc.constantFrom('user_1', 'user_2'),
    clientId: fc.constantFrom('client_1', 'client_2'),
    redirectUri: uri.filter((text) => text.startsWith('https:')),
    resource: fc.constantFrom('https://mcp.example/mcp', 'https://mcp.example/other'),
  });

  it('only if user, client, redirect origin and resource are the same [CON-2] [M11]', () => {
    fc.assert(
      fc.property(parties, parties, (one, other) => {
        const same =
          one.userId === other.userId &&
          one.clientId === other.clientId &&
          one.resource === other.resource &&
          new URL(one.redirectUri).origin === new URL(other.redirectUri).origin;
        expect(consentKey(one) === consentKey(other)).toBe(same);
      }),
    );
  });
});

describe('whether it covers what is asked now', () => {
  const agreed: RememberedConsent = {
    grantId: 'grant',
    permitted: ['read', 'write'],
    likeness: 'as shown',
    at: 10_000,
  };
  const asked: AskedAgain = {
    permits: ['read'],
    likeness: 'as shown',
    isConnected: true,
    now: 10_000,
  };

  it('only while connected, in time, unchanged, and for no more than before [CON-2, CIMD-25]', () => {
    const requests = fc.record<AskedAgain>({
      permits: fc.subarray(['read', 'write', 'delete']),
      likeness: fc.constantFrom('as shown', 'another'),
      isConnected: fc.boolean(),
      now: fc.integer({ min: 10_000, max: 2_000_000 }),
    });
    fc.assert(
      fc.property(requests, (request) => {
        const { permits, likeness, isConnected, now } = request;
        expect(covers(ttl, agreed, request)).toBe(
          ![...permits].includes('delete') &&
            likeness === 'as shown' &&
            isConnected &&
            now < 1_010_000,
        );
      }),
    );
  });

  it('ends to the millisecond [CON-2]', () => {
    expect(covers(ttl, agreed, { ...asked, now: 1_009_999 })).toBe(true);
    expect(covers(ttl, agreed, { ...asked, now: 1_010_000 })).toBe(false);
  });
});
