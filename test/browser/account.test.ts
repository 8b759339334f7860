// The account page in a real browser: what is connected, and how it ends.
import { expect, inject, it } from 'vitest';
import { callbackServer, register } from './application.js';
import { withChromium } from './chromium.js';
import { answer, openSignedIn, seesConsent, signIn } from './person.js';

const { url } = inject('site');
const openPage = withChromium();
const callback = await callbackServer('http');

it('a person finds a connected application, disconnects it, and its token is dead [CON-7]', async () => {
  const name = 'Disconnected Assistant';
  const application = await register(callback, name);
  const page = await openPage();
  await openSignedIn(page, application.authorizeUrl());
  await seesConsent(page);
  const back = await answer(page, 'Allow', callback);
  const { access_token } = await application.redeem(back.searchParams.get('code') ?? '');
  const call = () =>
    fetch(`${url}/mcp`, { method: 'POST', headers: { authorization: `Bearer ${access_token}` } });
  expect((await call()).status).not.toBe(401);
  await page.goto(`${url}/account`);
  await page.getByRole('button', { name: `Disconnect ${name}` }).click();
  await page.getByRole('status').filter({ hasText: name }).waitFor();
  expect((await call()).status).toBe(401);
});

it('a person signs out, and has to sign in again [REF-10]', async () => {
  const page = await openPage();
  await openSignedIn(page, `${url}/account`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForLoadState();
  await page.goto(`${url}/account`);
  await page.getByLabel('User name').waitFor();
  await signIn(page);
  await page.getByRole('heading', { name: 'Connected apps' }).waitFor();
});
