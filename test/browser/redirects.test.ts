// After the answer the browser reaches the application, whatever kind of address it has.
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { callbackServer, register } from './application.js';
import { withChromium } from './chromium.js';
import { answer, openSignedIn, seesConsent } from './person.js';
import { allowedScheme } from './site.js';

const openPage = withChromium();
const served = {
  'loopback http': await callbackServer('http'),
  https: await callbackServer('https'),
};

describe.each(['Allow', 'Cancel'] as const)('the browser, after "%s",', (name) => {
  it.each(Object.entries(served))(
    'reaches a client at %s [AZ-14, AZ-9] [C1]',
    async (_kind, callback) => {
      const application = await register(callback);
      const page = await openPage();
      const complaints = complaintsOf(page);
      await openSignedIn(page, application.authorizeUrl());
      await seesConsent(page);
      await answer(page, name, callback);
      expect(await page.locator('body').textContent()).toContain('Back at the application');
      expect(complaints).toEqual([]);
    },
  );

  it.each([
    ['a scheme that the operator allows', `${allowedScheme}://callback`],
    ['a reversed domain name', 'com.example.notebook:/callback'],
  ])(
    'hands a client with %s over to the system [AZ-14, RED-5] [C1, U3]',
    async (_kind, callback) => {
      const application = await register(callback);
      const page = await openPage();
      const complaints = complaintsOf(page);
      const left = leavingFor(page, callback);
      await openSignedIn(page, application.authorizeUrl());
      await seesConsent(page);
      await page.getByRole('button', { name, exact: true }).click({ noWaitAfter: true });
      const { searchParams } = await left;
      expect(searchParams.has(name === 'Allow' ? 'code' : 'error')).toBe(true);
      expect(complaints).toEqual([]);
    },
  );
});

/** What the content policy made the browser refuse. */
function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (/content security policy|violates|refused/i.test(message.text())) {
      complaints.push(message.text());
    }
  });
  return complaints;
}

/** The address that the browser gives to the operating system. */
async function leavingFor(page: Page, callback: string): Promise<URL> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => reject(new Error('The browser did not leave.')), 15_000);
    devtools.on('Network.requestWillBeSent', ({ request }) => {
      if (!request.url.startsWith(callback)) return;
      clearTimeout(patience);
      resolve(new URL(request.url));
    });
  });
}
