/** Keyed operations, with one key per purpose. */
import { describe, expect, it } from 'vitest';
import { createSecrets, type Purpose } from '../../src/oauth/secrets.js';

const older = 'the-older-secret-of-this-test-0123456789';
const newer = 'the-newer-secret-of-this-test-0123456789';

describe('the mac of a message', () => {
  it('is 256 bits and the same in every instance [TOK-9] [SEC-8]', async () => {
    const mac = await createSecrets([older]).mac('code', 'message');
    expect(mac).toMatch(/^[\w-]{43}$/);
    expect(await createSecrets([older]).mac('code', 'message')).toBe(mac);
  });

  it('is made with the newest secret and verifies with any on the list [SEC-8]', async () => {
    const mac = await createSecrets([older]).mac('refresh', 'message');
    expect(await createSecrets([newer, older]).verify('refresh', 'message', mac)).toBe(true);
    expect(await createSecrets([newer]).verify('refresh', 'message', mac)).toBe(false);
    const next = await createSecrets([newer, older]).mac('refresh', 'message');
    expect(await createSecrets([newer]).verify('refresh', 'message', next)).toBe(true);
  });

  it('is good for its own purpose only [TOK-9]', async () => {
    const secrets = createSecrets([older]);
    const purposes: Purpose[] = ['code', 'refresh', 'csrf', 'client', 'seal', 'upstream'];
    for (const made of purposes) {
      const mac = await secrets.mac(made, 'message');
      for (const used of purposes) {
        expect(await secrets.verify(used, 'message', mac)).toBe(made === used);
      }
    }
  });

  it('has one spelling: no other text verifies [TOK-9]', async () => {
    const secrets = createSecrets([older]);
    const mac = await secrets.mac('code', 'message');
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (const last of alphabet) {
      const spelled = mac.slice(0, -1) + last;
      expect(await secrets.verify('code', 'message', spelled)).toBe(spelled === mac);
    }
    for (const forged of ['', mac.slice(1), `${mac}A`, `${mac}=`, ` ${mac}`, `${mac}\n`]) {
      expect(await secrets.verify('code', 'message', forged)).toBe(false);
    }
    expect(await secrets.verify('code', 'another message', mac)).toBe(false);
  });
});

describe('sealed text', () => {
  it('opens with the secret that sealed it, wherever on the list [SEC-8]', async () => {
    const sealed = await createSecrets([older]).seal('private');
    expect(sealed).not.toContain('private');
    expect(await createSecrets([newer, older]).open(sealed)).toBe('private');
  });

  it('stays closed without it, and once it was changed [SEC-8]', async () => {
    const sealed = await createSecrets([older]).seal('private');
    await expect(createSecrets([newer]).open(sealed)).rejects.toThrow('SECRET_KEYS');
    const another = await createSecrets([older]).seal('private');
    const changed = sealed.replace(/[^.]+$/, another.split('.').at(-1) ?? '');
    await expect(createSecrets([older]).open(changed)).rejects.toThrow('SECRET_KEYS');
  });

  it('opens for its own purpose only [SEC-8]', async () => {
    const secrets = createSecrets([older]);
    const sealed = await secrets.seal('private', 'upstream');
    expect(await secrets.open(sealed, 'upstream')).toBe('private');
    await expect(secrets.open(sealed)).rejects.toThrow('SECRET_KEYS');
    await expect(secrets.open(await secrets.seal('private'), 'upstream')).rejects.toThrow();
  });
});

describe('no secret at all', () => {
  it('makes nothing and verifies nothing [SEC-7]', async () => {
    const none = createSecrets([]);
    await expect(none.mac('code', 'message')).rejects.toThrow('SECRET_KEYS is empty');
    await expect(none.seal('private')).rejects.toThrow('SECRET_KEYS is empty');
    expect(await none.verify('code', 'message', 'A'.repeat(43))).toBe(false);
  });
});
