// Connecting an application, as a person sees it: sign-in, consent, and back.
import type { Locator, Page } from 'playwright-core';
import { expect, inject, it } from 'vitest';
import { callbackServer, register } from './application.js';
import { withChromium } from './chromium.js';
import { answer, openSignedIn, seesConsent, signIn } from './person.js';

const { url } = inject('site');
const openPage = withChromium();
const callback = await callbackServer('http');

it('a person signs in, sees who asks and for what, allows it, and the application gets in [CON-1, AZ-4]', async () => {
  const application = await register(callback);
  const page = await openPage();
  await page.goto(application.authorizeUrl());
  await page.getByLabel('User name').fill('ada');
  await page.getByLabel('Password').fill('not her password');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await signIn(page);
  await seesConsent(page);
  const text = await page.locator('main').textContent();
  for (const part of ['Pocket Assistant', 'Read your notes', 'localhost', 'ada']) {
    expect(text).toContain(part);
  }
  const back = await answer(page, 'Allow', callback);
  expect(back.searchParams.get('state')).toBe('the state of the client');
  expect(back.searchParams.get('iss')).toBe(url);
  const { access_token } = await application.redeem(back.searchParams.get('code') ?? '');
  const headers = { authorization: `Bearer ${access_token}` };
  expect((await fetch(`${url}/mcp`, { method: 'POST', headers })).status).not.toBe(401);
});

it('a person who cancels sends the application away empty-handed [CON-11]', async () => {
  const application = await register(callback);
  const page = await openPage();
  await openSignedIn(page, application.authorizeUrl());
  await seesConsent(page);
  const back = await answer(page, 'Cancel', callback);
  expect(back.searchParams.get('error')).toBe('access_denied');
  expect(back.searchParams.has('code')).toBe(false);
});

it('the whole way works without scripts [SEC-6]', async () => {
  const application = await register(callback);
  const page = await openPage({ javaScriptEnabled: false });
  await openSignedIn(page, application.authorizeUrl());
  await seesConsent(page);
  const back = await answer(page, 'Allow', callback);
  await expect(application.redeem(back.searchParams.get('code') ?? '')).resolves.toBeTruthy();
});

it('the whole way works by keyboard alone', async () => {
  const application = await register(callback);
  const page = await openPage();
  const { user, password } = inject('site');
  await page.goto(application.authorizeUrl());
  await tabTo(page, page.getByLabel('User name'));
  await page.keyboard.type(user);
  await tabTo(page, page.getByLabel('Password'));
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await seesConsent(page);
  await tabTo(page, page.getByRole('button', { name: 'Allow', exact: true }));
  await page.keyboard.press('Enter');
  await page.waitForURL((address) => address.href.startsWith(callback));
  expect(new URL(page.url()).searchParams.has('code')).toBe(true);
});

it('a double click on Allow gives one code, and no error page [CON-3] [C3]', async () => {
  const application = await register(callback);
  const page = await openPage();
  await openSignedIn(page, application.authorizeUrl());
  await seesConsent(page);
  const allow = page.getByRole('button', { name: 'Allow', exact: true });
  await allow.dblclick({ noWaitAfter: true });
  // Not by a navigation: the browser may drop that of the first click for that of the second.
  await expect.poll(() => page.url().startsWith(callback), { timeout: 10_000 }).toBe(true);
  const code = new URL(page.url()).searchParams.get('code') ?? '';
  await expect(application.redeem(code)).resolves.toBeTruthy();
});

it('going back and allowing again ends on a page that says it is done [CON-3] [C3]', async () => {
  const application = await register(callback);
  const page = await openPage();
  await openSignedIn(page, application.authorizeUrl());
  await seesConsent(page);
  await answer(page, 'Allow', callback);
  await page.goBack();
  const again = page.getByRole('button', { name: 'Allow', exact: true });
  if (await again.isVisible()) await again.click();
  await page.waitForLoadState();
  const text = await page.locator('body').textContent();
  expect(text).toMatch(/has been answered|Back at the application/);
});

it('an application that needs more asks again, and names what is new [RS-11, CON-2]', async () => {
  const application = await register(callback);
  const page = await openPage();
  await openSignedIn(page, application.authorizeUrl());
  await seesConsent(page);
  await answer(page, 'Allow', callback);
  await page.goto(application.authorizeUrl({ scope: 'notes:read notes:write' }));
  await seesConsent(page);
  expect(await page.locator('main').textContent()).toContain('Create and change your notes');
  const back = await answer(page, 'Allow', callback);
  const { scope } = await application.redeem(back.searchParams.get('code') ?? '');
  expect(scope.split(' ')).toEqual(expect.arrayContaining(['notes:read', 'notes:write']));
});

it('a person allows less than was asked, by keyboard or mouse [CON-10]', async () => {
  const application = await register(callback);
  const page = await openPage();
  await openSignedIn(page, application.authorizeUrl({ scope: 'notes:read notes:write' }));
  await seesConsent(page);
  await page.getByRole('checkbox', { name: 'Create and change your notes' }).uncheck();
  const back = await answer(page, 'Allow', callback);
  const { scope } = await application.redeem(back.searchParams.get('code') ?? '');
  expect(scope.split(' ')).toContain('notes:read');
  expect(scope.split(' ')).not.toContain('notes:write');
});

it('what a ticked permission includes has a box of its own once that one is unticked [CON-10]', async () => {
  const application = await register(callback);
  const page = await openPage();
  const scope = 'notes:read notes:write offline_access';
  await openSignedIn(page, application.authorizeUrl({ scope }));
  await seesConsent(page);
  const box = (name: string) => page.getByRole('checkbox', { name });
  expect(await box('Read your notes').count()).toBe(0);
  expect(await page.getByText('Read your notes').isVisible()).toBe(true);
  await box('Create and change your notes').uncheck();
  await box('Read your notes').uncheck();
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  expect(await page.getByRole('alert').textContent()).toContain('Leave at least one');
  expect(await box('Stay connected while you are away').isChecked()).toBe(true);
  await box('Read your notes').check();
  const back = await answer(page, 'Allow', callback);
  const granted = await application.redeem(back.searchParams.get('code') ?? '');
  expect(granted.scope).toBe('notes:read offline_access');
});

/** Presses Tab until it has the focus; a page has few things that can. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 20; presses += 1) {
    if (await target.evaluate((one) => one === one.ownerDocument.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${target}`);
}
