/** Keyed operations on the operator's secrets. */
import { base64url, CompactEncrypt, compactDecrypt } from 'jose';

/** A value made for one purpose never passes for another. */
export type Purpose = 'code' | 'refresh' | 'csrf' | 'client' | SealingPurpose;

/** Signing keys, and what users have at their identity provider. */
export type SealingPurpose = 'seal' | 'upstream';

/** Values made under an older secret still verify while it is listed. */
export interface Secrets {
  /** HMAC-SHA-256 under the newest secret, base64url (43 characters). */
  mac(purpose: Purpose, message: string): Promise<string>;
  /** Whether it is the mac under any listed secret; compared in constant time. */
  verify(purpose: Purpose, message: string, mac: string): Promise<boolean>;
  /** Encrypts text for storage (compact JWE). */
  seal(text: string, purpose?: SealingPurpose): Promise<string>;
  /** Decrypts what was sealed for the same purpose; rejects if no listed secret opens it. */
  open(sealed: string, purpose?: SealingPurpose): Promise<string>;
  /** Whether the newest secret alone opens it. */
  isSealedByNewest(sealed: string): Promise<boolean>;
}

/**
 * Makes a key for each purpose with HKDF-SHA-256 (RFC 5869).
 *
 * @param secretKeys `SECRET_KEYS`, newest first: at least one, each of 32 random bytes or more
 */
export function createSecrets(secretKeys: readonly string[]): Secrets {
  const roots = secretKeys.map((secret) => rootKey(secret));
  const macKeys = perPurpose((root, purpose) => derive(root, purpose, 'HMAC'));
  const sealKeys = perPurpose(async (root, purpose) => {
    const key = await derive(root, purpose, 'AES-GCM');
    return new Uint8Array(await crypto.subtle.exportKey('raw', key));
  });

  function perPurpose<Key>(make: (root: CryptoKey, purpose: Purpose) => Promise<Key>) {
    const made = new Map<Purpose, Promise<Key>[]>();
    return (purpose: Purpose): Promise<Key>[] => {
      const keys = made.get(purpose) ?? roots.map(async (root) => make(await root, purpose));
      made.set(purpose, keys);
      return keys;
    };
  }

  return {
    async mac(purpose, message) {
      const [newest] = macKeys(purpose);
      if (newest === undefined) throw new Error('SECRET_KEYS is empty');
      const bytes = await crypto.subtle.sign('HMAC', await newest, encode(message));
      return base64url.encode(new Uint8Array(bytes));
    },
    async verify(purpose, message, mac) {
      const bytes = decode(mac);
      if (bytes === undefined) return false;
      for (const key of macKeys(purpose)) {
        if (await crypto.subtle.verify('HMAC', await key, bytes, encode(message))) return true;
      }
      return false;
    },
    async seal(text, purpose = 'seal') {
      const [newest] = sealKeys(purpose);
      if (newest === undefined) throw new Error('SECRET_KEYS is empty');
      return new CompactEncrypt(encode(text))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
        .encrypt(await newest);
    },
    async open(sealed, purpose = 'seal') {
      for (const key of sealKeys(purpose)) {
        const opened = await openWith(await key, sealed);
        if (opened !== undefined) return opened;
      }
      throw new Error(closed[purpose]);
    },
    async isSealedByNewest(sealed) {
      const [newest] = sealKeys('seal');
      return newest !== undefined && (await openWith(await newest, sealed)) !== undefined;
    },
  };
}

const closed: Readonly<Record<SealingPurpose, string>> = {
  seal: 'No key in SECRET_KEYS opens the stored signing keys: put back the one that was in use, or make new ones with "admin keys rotate --now"',
  upstream: 'No key in SECRET_KEYS opens what was sealed',
};

async function openWith(key: Uint8Array, sealed: string): Promise<string | undefined> {
  const opened = await compactDecrypt(sealed, key).catch(() => undefined);
  return opened && new TextDecoder().decode(opened.plaintext);
}

function rootKey(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', encode(secret), 'HKDF', false, ['deriveKey']);
}

function derive(root: CryptoKey, purpose: Purpose, name: 'HMAC' | 'AES-GCM'): Promise<CryptoKey> {
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: encode(purpose) };
  return name === 'HMAC'
    ? crypto.subtle.deriveKey(hkdf, root, { name, hash: 'SHA-256', length: 256 }, false, [
        'sign',
        'verify',
      ])
    : crypto.subtle.deriveKey(hkdf, root, { name, length: 256 }, true, ['encrypt', 'decrypt']);
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text));
}

// Only one spelling counts: readers of base64url ignore bits at the end.
function decode(mac: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9_-]{43}$/.test(mac)) return undefined;
  const bytes = new Uint8Array(base64url.decode(mac));
  return base64url.encode(bytes) === mac ? bytes : undefined;
}
