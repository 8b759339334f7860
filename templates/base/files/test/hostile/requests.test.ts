/** Thousands of requests that nobody means, to every endpoint: each gets a proper answer. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from './endpoints.js';
import { made } from './request.js';
import { openTarget, type Target } from './target.js';
import { everyForm, wrongs } from './verdict.js';

/** Another run of other requests: `HOSTILE_SEED=1 npx vitest run test/hostile`. */
const seed = Number(process.env['HOSTILE_SEED'] ?? 20_261_121);

let target: Target;
let secrets: string[];
let sent = 0;
const statuses = new Map<string, Set<number>>();
const audited = new Set<string>();

beforeAll(async () => {
  target = await openTarget();
  secrets = everyForm(target.secrets);
});
afterAll(() => target.close());

describe(`hostile requests (seed ${seed})`, () => {
  it.each(endpoints)(
    'to %s: %i get an answer in due form that gives away no secret, nor does the log [SEC-3, RS-6, RS-16, SEC-5]',
    async (name, numRuns, requests) => {
      const seen = statuses.get(name) ?? new Set<number>();
      statuses.set(name, seen);
      const property = fc.asyncProperty(requests(target), async (hostile) => {
        const request = made(hostile);
        const response = await target.endpoint(request);
        sent += 1;
        seen.add(response.status);
        const logged = target.logged();
        for (const [, event = ''] of logged.matchAll(/"audit":"([\w.]+)"/g)) audited.add(event);
        const found = await wrongs(request, response, logged, secrets);
        if (found.length > 0) throw new Error(found.join('\n'));
      });
      await fc.assert(property, { seed, numRuns });
    },
    60_000,
  );

  it('were ten thousand at least, and got past the first check of each endpoint', () => {
    expect(sent).toBeGreaterThanOrEqual(10_000);
    for (const [name, least] of [
      ['authorization', [303, 400]],
      // Whoever signs in elsewhere sees no page of this server on the way.
      ['sign-in', [303, 400, 403]],
      ['consent', [303, 400, 403]],
      ['account and sign-out', [200, 303, 403]],
      ['token', [200, 400, 401]],
      ['revocation', [200, 400, 401]],
      ['introspection', [200, 400, 401]],
      ['client authentication by assertions', [200, 400, 401]],
      ['registration', [201, 400]],
      ['MCP', [200, 400, 401, 405]],
      ['MCP without a token', [401, 403, 421]],
      ['metadata, health and unknown', [200, 204, 404, 405]],
    ] as const) {
      expect([...(statuses.get(name) ?? [])], name).toEqual(expect.arrayContaining([...least]));
    }
    const events = [
      'client.registered',
      'client_credentials.issued',
      'code.redeemed',
      'refresh.rotated',
      'token.refused',
      'introspection.refused',
    ];
    expect([...audited]).toEqual(expect.arrayContaining(events));
  });
});
