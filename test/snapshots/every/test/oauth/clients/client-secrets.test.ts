/** Secrets of clients: which ones are good at which time. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ClientSecret } from '../../../src/oauth/clients/client.js';
import { hasSecret, makeSecret, withNewSecret } from '../../../src/oauth/clients/client-secrets.js';

const start = Date.UTC(2030, 0, 1);

it('a secret is good until the first end that a rotation gave it, and no other text ever is [CA-5]', async () => {
  const rotation = fc.record({ after: fc.nat(100), overlap: fc.nat(150) });
  await fc.assert(
    fc.asyncProperty(
      fc.array(rotation, { maxLength: 6 }),
      fc.nat(400),
      async (rotations, later) => {
        let made = 0;
        const random = (size: number) => {
          made += 1;
          return new Uint8Array(size).fill(made);
        };
        let now = start;
        const first = await makeSecret(random, now);
        let secrets: readonly ClientSecret[] = [first.stored];
        const ends = new Map([[first.secret, Infinity]]);
        for (const { after, overlap } of rotations) {
          now += after;
          const { secret, stored } = await makeSecret(random, now);
          secrets = withNewSecret(secrets, stored, now, overlap);
          for (const [old, end] of ends) ends.set(old, Math.min(end, now + overlap));
          ends.set(secret, Infinity);
        }
        now += later;
        for (const [secret, end] of ends) {
          expect(await hasSecret({ secrets }, secret, now)).toBe(now < end);
        }
        for (const other of ['', 'x', secrets[0]?.hash ?? '']) {
          expect(await hasSecret({ secrets }, other, now)).toBe(false);
        }
      },
    ),
  );
});

it('a client without secrets has none to guess [CA-5]', async () => {
  expect(await hasSecret({}, '', start)).toBe(false);
  expect(await hasSecret({ secrets: [] }, '', start)).toBe(false);
});
