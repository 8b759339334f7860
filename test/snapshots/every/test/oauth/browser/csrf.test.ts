/** What the value against forgery is good for. */
import { describe, expect, it } from 'vitest';
import { BrowserError } from '../../../src/oauth/browser/browser-error.js';
import { type FormBinding, formToken, verifyFormToken } from '../../../src/oauth/browser/csrf.js';
import { createSecrets } from '../../../src/oauth/secrets.js';

const secret = 'a-secret-of-this-test-0123456789-0123456789';
const secrets = createSecrets([secret]);
const consent: FormBinding = {
  form: 'consent',
  transaction: 'transaction-1',
  browser: 'browser-1',
  userId: 'user_ann',
};
const disconnect: FormBinding = { form: 'disconnect', session: 'session-1', grantId: 'grant-1' };

async function isGood(csrf: string, elsewhere: FormBinding = consent): Promise<boolean> {
  const form = new URLSearchParams({ csrf });
  return verifyFormToken(secrets, elsewhere, form).then(
    () => true,
    (error: unknown) => {
      expect(error).toBeInstanceOf(BrowserError);
      return false;
    },
  );
}

describe('the value of a form', () => {
  it('is good where it belongs, however often the form is shown [CON-3]', async () => {
    expect(await formToken(secrets, consent)).toBe(await formToken(secrets, consent));
    expect(await isGood(await formToken(secrets, consent))).toBe(true);
  });

  it('is the same in any order of its parts [CON-3]', async () => {
    const turned = Object.fromEntries(Object.entries(consent).reverse()) as typeof consent;
    expect(await isGood(await formToken(secrets, consent), turned)).toBe(true);
  });

  it.each<[FormBinding, FormBinding]>([
    [consent, { form: 'login', transaction: 'transaction-1', browser: 'browser-1' }],
    [consent, { form: 'early-consent', transaction: 'transaction-1', browser: 'browser-1' }],
    [consent, { ...consent, transaction: 'transaction-2' }],
    [consent, { ...consent, browser: 'browser-2' }],
    [consent, { ...consent, userId: 'user_eve' }],
    [consent, { ...consent, transaction: 'transaction-1browser-1', browser: '' }],
    [disconnect, { ...disconnect, session: 'session-2' }],
    [disconnect, { ...disconnect, grantId: 'grant-2' }],
    [disconnect, { form: 'sign-out', session: 'session-1' }],
    [
      { form: 'sign-out', session: 'session-1' },
      { form: 'password', session: 'session-1' },
    ],
  ])('made for %o is worth nothing for %o [CON-3]', async (here, elsewhere) => {
    expect(await isGood(await formToken(secrets, here), elsewhere)).toBe(false);
  });

  it('cannot be made without the secret, and survives its rotation [CON-3]', async () => {
    const rotated = createSecrets(['a-newer-secret-0123456789-0123456789', secret]);
    const form = new URLSearchParams({ csrf: await formToken(secrets, consent) });
    await expect(verifyFormToken(rotated, consent, form)).resolves.toBeUndefined();
    const stranger = createSecrets(['another-secret-0123456789-0123456789']);
    for (const csrf of ['', 'x', await formToken(stranger, consent)]) {
      expect(await isGood(csrf)).toBe(false);
    }
  });
});
