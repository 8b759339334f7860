// Every page, on phones and desktops, in light and in dark: readable by everybody, nothing cut off.
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { expect, inject, it } from 'vitest';
import { callbackServer, register } from './application.js';
import { looks, withChromium } from './chromium.js';
import { answer, openSignedIn, seesConsent } from './person.js';

const { url } = inject('site');
const openPage = withChromium();
const callback = await callbackServer('http');
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Names as nobody should choose them. */
const hostile = `<b>${'Averyveryverylongname'.repeat(6)}</b> \u202Egnp.exe`;

/** How to get to each page. */
const pages: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'sign-in': async (page) => page.goto((await register(callback)).authorizeUrl()),
  'wrong password': async (page) => {
    await page.goto((await register(callback)).authorizeUrl());
    await page.getByLabel('User name').fill('ada');
    await page.getByLabel('Password').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
  },
  consent: async (page) => {
    const scope = 'notes:read notes:write';
    await openSignedIn(page, (await register(callback)).authorizeUrl({ scope }));
    await seesConsent(page);
  },
  'consent with a hostile name': async (page) => {
    await openSignedIn(page, (await register(callback, hostile)).authorizeUrl());
    await seesConsent(page);
  },
  'connected apps': async (page) => {
    const application = await register(callback);
    await openSignedIn(page, application.authorizeUrl());
    await seesConsent(page);
    const back = await answer(page, 'Allow', callback);
    await application.redeem(back.searchParams.get('code') ?? '');
    await page.goto(`${url}/account`);
    await page.getByRole('heading', { name: 'Connected apps' }).waitFor();
  },
  'change password': async (page) => {
    await openSignedIn(page, `${url}/account`);
    await page.getByRole('link', { name: 'Change password' }).click();
    await page.getByRole('heading', { level: 1 }).waitFor();
  },
  'unknown client': async (page) => page.goto(`${url}/authorize?client_id=nobody`),
  'wrong redirect URI': async (page) => {
    const application = await register(callback);
    await page.goto(application.authorizeUrl({ redirect_uri: 'https://elsewhere.example/cb' }));
  },
  'no such request': async (page) => page.goto(`${url}/consent?transaction=nothing`),
};

it.each(Object.entries(pages))('the page "%s" is fit to be seen', async (title, goTo) => {
  const page = await openPage();
  await goTo(page);
  for (const { name, viewport, colorScheme } of looks) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await keepPicture(page, `${title}, ${name}`);
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width, name).toBe(viewport.width);
    expect(await violations(page), name).toEqual([]);
  }
});

// Evaluated by the browser itself: the pages' own policy lets no script in.
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const results = (await page.evaluate('axe.run()')) as AxeResults;
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

/** `SCREENSHOTS=folder npm run browser` keeps a picture of every page. */
async function keepPicture(page: Page, title: string): Promise<void> {
  const folder = process.env['SCREENSHOTS'];
  if (folder === undefined) return;
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${title.replaceAll(/[^\w]+/g, '-')}.png`);
  await page.screenshot({ path, fullPage: true });
}
