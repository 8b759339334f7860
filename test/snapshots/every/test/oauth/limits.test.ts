/** Rate limits. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RateLimited } from '../../src/oauth/errors.js';
import { take, throttle } from '../../src/oauth/limits.js';
import { networkOf } from '../../src/oauth/network-address.js';
import { limitsWith } from './limits-with.js';
import { openWorld, type World } from './world.js';

const limit = { max: 3, seconds: 60 };
const rateLimits = limitsWith({ login: limit, token: limit, register: limit });
let world: World;

beforeEach(async () => {
  world = await openWorld({ rateLimits });
});
afterEach(() => world.close());

describe('a rate limit', () => {
  it('lets so many through, then says how long to wait, then begins anew [SEC-4]', async () => {
    world.pass({ seconds: 15 });
    for (let i = 0; i < 3; i += 1) expect(await throttle(world.context, 'login', 'ann')).toBe(0);
    expect(await throttle(world.context, 'login', 'ann')).toBe(45);
    world.pass({ ms: 44_999 });
    expect(await throttle(world.context, 'login', 'ann')).toBe(1);
    world.pass({ ms: 1 });
    expect(await throttle(world.context, 'login', 'ann')).toBe(0);
  });

  it('counts each key and each name for itself [SEC-4]', async () => {
    for (let i = 0; i < 4; i += 1) await throttle(world.context, 'login', 'ann');
    expect(await throttle(world.context, 'login', 'bob')).toBe(0);
    expect(await throttle(world.context, 'token', 'ann')).toBe(0);
  });

  it('counts parallel requests exactly [SEC-4]', async () => {
    const waits = await Promise.all(
      Array.from({ length: 50 }, () => throttle(world.context, 'token', 'x')),
    );
    expect(waits.filter((wait) => wait === 0)).toHaveLength(3);
  });

  it('throws, and is audited without the key [SEC-4] [SEC-5]', async () => {
    for (let i = 0; i < 3; i += 1) await take(world.context, 'register', '192.0.2.1');
    const refused = take(world.context, 'register', '192.0.2.1');
    await expect(refused).rejects.toThrow(RateLimited);
    await expect(refused).rejects.toMatchObject({ retryAfter: 60 });
    expect(world.audited).toEqual([{ event: 'limit.exceeded', reason: 'register' }]);
  });

  it('is off when the operator says so [SEC-4]', async () => {
    const settings = { ...world.context.settings, rateLimits: 'off' as const };
    for (let i = 0; i < 10; i += 1) {
      expect(await throttle({ ...world.context, settings }, 'login', 'ann')).toBe(0);
    }
  });
});

describe('the network of an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:db8::', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['1::2:3:4:5:6:7', '1:0:2:3::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['not an address', 'not an address'],
    ['', ''],
  ])('of %j is %j [SEC-4]', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
