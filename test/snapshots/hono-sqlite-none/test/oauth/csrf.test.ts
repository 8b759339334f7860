/** The value against forgery is good for one form, of one request, in one browser, for one person. */
import { describe, expect, it } from 'vitest';
import { BrowserError } from '../../src/oauth/browser-error.js';
import { type FormBinding, formToken, verifyFormToken } from '../../src/oauth/csrf.js';
import { createSecrets } from '../../src/oauth/secrets.js';

const secret = 'a-secret-of-this-test-0123456789-0123456789';
const secrets = createSecrets([secret]);
const binding: FormBinding = {
  form: 'consent',
  transaction: 'transaction-1',
  browser: 'browser-1',
  userId: 'user_ann',
};

async function isGood(csrf: string, changes: Partial<FormBinding> = {}): Promise<boolean> {
  const form = new URLSearchParams({ csrf });
  return verifyFormToken(secrets, { ...binding, ...changes }, form).then(
    () => true,
    (error: unknown) => {
      expect(error).toBeInstanceOf(BrowserError);
      return false;
    },
  );
}

describe('the value of a form', () => {
  it('is good where it belongs, however often the form is shown [CON-3]', async () => {
    expect(await formToken(secrets, binding)).toBe(await formToken(secrets, binding));
    expect(await isGood(await formToken(secrets, binding))).toBe(true);
  });

  it.each<Partial<FormBinding>>([
    { form: 'login' },
    { transaction: 'transaction-2' },
    { browser: 'browser-2' },
    { userId: 'user_eve' },
    { transaction: 'transaction-1browser-1', browser: '' },
  ])('is worth nothing elsewhere: %o [CON-3]', async (changes) => {
    expect(await isGood(await formToken(secrets, binding), changes)).toBe(false);
  });

  it('cannot be made without the secret, and survives its rotation [CON-3]', async () => {
    const rotated = createSecrets(['a-newer-secret-0123456789-0123456789', secret]);
    const form = new URLSearchParams({ csrf: await formToken(secrets, binding) });
    await expect(verifyFormToken(rotated, binding, form)).resolves.toBeUndefined();
    const stranger = createSecrets(['another-secret-0123456789-0123456789']);
    for (const csrf of ['', 'x', await formToken(stranger, binding)]) {
      expect(await isGood(csrf)).toBe(false);
    }
  });
});
