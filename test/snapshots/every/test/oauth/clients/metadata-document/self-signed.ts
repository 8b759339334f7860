/** A certificate that signs itself, made anew: no key is stored, none expires. */
import { generateKeyPairSync, sign, X509Certificate } from 'node:crypto';

export interface Certificate {
  /** PEM. */
  key: string;
  /** PEM; also the authority to trust. */
  cert: string;
}

/** A certificate for these host names (RFC 5280, section 4.1). */
export function selfSigned(hostNames: readonly string[]): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'der' },
  });
  const body = toBeSigned(publicKey, hostNames);
  const signature = sign('sha256', body, privateKey);
  const der = sequence(body, ecdsaWithSha256, tagged(0x03, Buffer.from([0]), signature));
  return { key: privateKey, cert: new X509Certificate(der).toString() };
}

function toBeSigned(publicKey: Buffer, hostNames: readonly string[]): Buffer {
  const version3 = tagged(0xa0, integer(2));
  const commonName = sequence(oid('550403'), tagged(0x0c, Buffer.from('test')));
  const name = sequence(tagged(0x31, commonName));
  const validity = sequence(time('20200101000000Z'), time('21200101000000Z'));
  const alternativeNames = sequence(...hostNames.map((host) => tagged(0x82, Buffer.from(host))));
  const extension = sequence(oid('551d11'), tagged(0x04, alternativeNames));
  return sequence(
    version3,
    integer(1),
    ecdsaWithSha256,
    name,
    validity,
    name,
    publicKey,
    tagged(0xa3, sequence(extension)),
  );
}

function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content]);
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, ...parts);
}

function integer(value: number): Buffer {
  return tagged(0x02, Buffer.from([value]));
}

function time(text: string): Buffer {
  return tagged(0x18, Buffer.from(text));
}

function oid(hex: string): Buffer {
  return tagged(0x06, Buffer.from(hex, 'hex'));
}

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
