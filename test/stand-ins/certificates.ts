// Made-up certificate authorities and certificates, so that tests can speak real TLS without a key in the repository.

import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

export interface MadeUp {
  /** PEM. */
  readonly certificate: string;
  /** PEM. */
  readonly key: string;
}

export interface Authority extends MadeUp {
  /** A server's certificate for these DNS names and IPv4 addresses. `days` may be negative: it has expired then. */
  issue(names: readonly string[], days?: number): MadeUp;
}

const DAY = 86_400_000;

/** Signs itself; valid from yesterday for ten days. */
export function makeAuthority(name: string): Authority {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const ca = certify({
    subject: name,
    issuer: name,
    publicKey: keys.publicKey,
    signer: keys.privateKey,
    days: 10,
    extensions: [isAuthority],
  });
  return {
    certificate: ca,
    key: keyPem(keys.privateKey),
    issue(names, days = 10) {
      const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const extensions = [alternativeNames(names)];
      const subject = names[0] ?? 'nobody';
      const certificate = certify({ subject, issuer: name, publicKey: own.publicKey, signer: keys.privateKey, days, extensions });
      return { certificate: `${certificate}${ca}`, key: keyPem(own.privateKey) };
    },
  };
}

interface Request {
  readonly subject: string;
  readonly issuer: string;
  readonly publicKey: KeyObject;
  readonly signer: KeyObject;
  readonly days: number;
  readonly extensions: readonly Buffer[];
}

/** RFC 5280, section 4.1. */
function certify({ subject, issuer, publicKey, signer, days, extensions }: Request): string {
  const body = sequence(
    tagged(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ecdsaWithSha256,
    distinguishedName(issuer),
    sequence(time(Math.min(0, days) * DAY - DAY), time(days * DAY)),
    distinguishedName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions)),
  );
  return pem('CERTIFICATE', sequence(body, ecdsaWithSha256, bits(sign('sha256', body, signer))));
}

/** One element of DER: tag, length, content. */
function tagged(tag: number, ...content: readonly Buffer[]): Buffer {
  const inner = Buffer.concat(content);
  const { length } = inner;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), inner]);
}

const sequence = (...content: readonly Buffer[]): Buffer => tagged(0x30, ...content);
const integer = (value: Buffer): Buffer => tagged(0x02, value);
const bits = (value: Buffer): Buffer => tagged(0x03, Buffer.from([0]), value);
const octets = (value: Buffer): Buffer => tagged(0x04, value);
const identifier = (hex: string): Buffer => tagged(0x06, Buffer.from(hex, 'hex'));

const ecdsaWithSha256 = sequence(identifier('2a8648ce3d040302'));
const isAuthority = sequence(identifier('551d13'), tagged(0x01, Buffer.from([255])), octets(sequence(tagged(0x01, Buffer.from([255])))));

function distinguishedName(common: string): Buffer {
  return sequence(tagged(0x31, sequence(identifier('550403'), tagged(0x0c, Buffer.from(common)))));
}

function alternativeNames(names: readonly string[]): Buffer {
  const each = names.map((name) =>
    /^[\d.]+$/.test(name) ? tagged(0x87, Buffer.from(name.split('.').map(Number))) : tagged(0x82, Buffer.from(name)),
  );
  return sequence(identifier('551d11'), octets(sequence(...each)));
}

/** UTCTime, from now. */
function time(offset: number): Buffer {
  const digits = new Date(Date.now() + offset).toISOString().replace(/\D/g, '').slice(2, 14);
  return tagged(0x17, Buffer.from(`${digits}Z`));
}

function keyPem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function pem(label: string, der: Buffer): string {
  // No empty line at the end, which OpenSSL refuses.
  const lines = der.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return `-----BEGIN ${label}-----\n${lines}\n-----END ${label}-----\n`;
}
