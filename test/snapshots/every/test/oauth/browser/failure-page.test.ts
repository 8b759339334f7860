/** What a person reads when something fails. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrowserError } from '../../../src/oauth/browser/browser-error.js';
import { failurePage, withFailurePages } from '../../../src/oauth/browser/failure-page.js';
import { OAuthError, RateLimited } from '../../../src/oauth/errors.js';
import { StoreUnavailable } from '../../../src/store/contract.js';
import { caller } from '../client-calls.js';
import { issuer, openWorld, type World } from '../world.js';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('a failure page', () => {
  it.each([
    [new BrowserError(403, 'Not here', ['Elsewhere.']), 403, null],
    [new OAuthError('invalid_request', 'Send it once', 'planted-detail'), 400, null],
    [new RateLimited(90), 429, '90'],
    [new StoreUnavailable('planted-detail'), 503, '5'],
    [new Error('planted-detail'), 500, null],
    ['planted-detail', 500, null],
  ])(
    'has the right status and tells no details: %s [SEC-4, RS-16]',
    async (error, status, wait) => {
      const response = failurePage(error);
      expect(response.status).toBe(status);
      expect(response.headers.get('retry-after')).toBe(wait);
      expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(await response.text()).not.toContain('planted-detail');
    },
  );

  it.each([
    [1, '1 second'],
    [90, '90 seconds'],
    [121, '3 minutes'],
  ])('says how long to wait: %d seconds', async (seconds, words) => {
    expect(await failurePage(new RateLimited(seconds)).text()).toContain(`Wait ${words},`);
  });

  it('leaves faults of ours to whoever logs them', async () => {
    const fault = new StoreUnavailable('gone');
    const endpoint = withFailurePages(world.context, () => Promise.reject(fault));
    await expect(endpoint(new Request(issuer), caller)).rejects.toBe(fault);
  });
});
