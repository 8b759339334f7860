// What a person does on the pages.
import type { Page } from 'playwright-core';
import { inject } from 'vitest';

/** Fills in the sign-in form that the page shows. */
export async function signIn(page: Page): Promise<void> {
  const { user, password } = inject('site');
  await page.getByLabel('User name').fill(user);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
}

/** Opens an address and signs in there. */
export async function openSignedIn(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await signIn(page);
}

/** Waits for the question. */
export async function seesConsent(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Allow' }).waitFor();
}

/** Presses a button that sends the browser away. @returns where it went */
export async function answer(page: Page, name: 'Allow' | 'Cancel', callback: string): Promise<URL> {
  await Promise.all([
    page.waitForURL((url) => url.href.startsWith(callback)),
    page.getByRole('button', { name, exact: true }).click(),
  ]);
  return new URL(page.url());
}
