// A real browser: Debian's Chromium, best without windows, or the one that CHROMIUM names.
import { existsSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';

const places = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The sizes and colours in which every page must be fit to be seen. */
export const looks = [
  { name: 'phone, light', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  { name: 'phone, dark', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
  { name: 'desktop, light', viewport: { width: 1280, height: 800 }, colorScheme: 'light' },
  { name: 'desktop, dark', viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
] as const;

/** @throws Error that says how to provide one */
function executablePath(): string {
  const named = process.env['CHROMIUM'];
  const found = named ?? places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  throw new Error('No Chromium was found. Install it, or set CHROMIUM to the path of its program.');
}

/**
 * One browser for all tests of a file, closed after them.
 *
 * @returns opens a page in a profile of its own, in which nobody is signed in
 */
export function withChromium(): (options?: BrowserContextOptions) => Promise<Page> {
  let browser: Browser;
  beforeAll(async () => {
    const isRoot = process.getuid?.() === 0;
    browser = await chromium.launch({
      executablePath: executablePath(),
      // Its sandbox refuses to run as root, as which containers run.
      args: ['--disable-background-networking', ...(isRoot ? ['--no-sandbox'] : [])],
    });
  });
  afterAll(async () => {
    await browser.close();
  });
  return async (options = {}) => {
    const context = await browser.newContext({ ignoreHTTPSErrors: true, ...options });
    context.setDefaultTimeout(15_000);
    return context.newPage();
  };
}
