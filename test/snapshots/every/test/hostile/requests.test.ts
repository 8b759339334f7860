/** Hostile requests to every endpoint: each gets a proper answer. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endpoints } from './endpoints.js';
import { made } from './request.js';
import { openTarget, type Target } from './target.js';
import { seed } from './values.js';
import { everyForm, wrongs } from './verdict.js';

let target: Target;
let secrets: string[];
let sent = 0;
const audited = new Set<string>();

beforeAll(async () => {
  target = await openTarget();
  secrets = everyForm(target.secrets);
});
afterAll(() => target.close());

describe(`hostile requests (seed ${seed})`, () => {
  it.each(endpoints)(
    'to %s: %i get a proper answer, and no secret gets out [SEC-3, RS-6, RS-16, SEC-5]',
    async (_, numRuns, requests, statuses) => {
      const seen = new Set<number>();
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
      expect([...seen]).toEqual(expect.arrayContaining([...statuses]));
    },
    60_000,
  );

  it('were ten thousand, and got past the first checks', () => {
    expect(sent).toBeGreaterThanOrEqual(10_000);
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
