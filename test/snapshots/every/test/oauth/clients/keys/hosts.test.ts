/** From which hosts keys are fetched. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuthorizationServer } from '../../../../src/oauth/index.js';
import { openSigner } from '../../assertions.js';
import type { World } from '../../world.js';
import { openWorldWithVendors } from '../metadata-document/asking.js';
import { openVendor, type Vendor } from '../metadata-document/vendor.js';
import { addRemoteKeyClient, knock, serveKeys } from './serving.js';

const signer = await openSigner();

let vendor: Vendor;
let world: World;

beforeEach(async () => {
  vendor = await openVendor();
  serveKeys(vendor, [signer]);
  world = await openWorldWithVendors();
});
afterEach(async () => {
  await world.close();
  await vendor.close();
});

describe('where keys are fetched from', () => {
  it.each([
    ['https://10.0.0.1/jwks', 'wait 10'],
    ['https://169.254.169.254/jwks', 'wait 10'],
    ['https://localhost/jwks', 'refused'],
    ['http://vendor.test/jwks', 'refused'],
  ])('is never %s [CA-10] [CIMD-10] [CIMD-12] [A27]', async (jwksUri, answer) => {
    const stranger = await addRemoteKeyClient(world, vendor, { jwksUri, origin: 'dynamic' });
    expect(await knock(world, stranger, signer)).toBe(answer);
  });

  it('is where the operator allows, for clients of strangers [CA-10] [CIMD-22]', async () => {
    for (const cimd of [
      { allowLoopback: false, allowHosts: [], denyHosts: ['vendor.test'] },
      { allowLoopback: false, allowHosts: ['other.test'], denyHosts: [] },
      'off' as const,
    ]) {
      const settings = { ...world.context.settings, cimd };
      const server = createAuthorizationServer({ ...world.context, settings });
      const stranger = await addRemoteKeyClient(world, vendor, { origin: 'dynamic' });
      expect(await knock({ ...world, server }, stranger, signer)).toBe('refused');
    }
    expect(vendor.connections).toBe(0);
    const settings = { ...world.context.settings, cimd: 'off' as const };
    const server = createAuthorizationServer({ ...world.context, settings });
    const known = await addRemoteKeyClient(world, vendor);
    expect(await knock({ ...world, server }, known, signer)).toBe('let in');
  });
});
