// The key that tokens are encrypted with: 32 bytes, given raw, in hex or in base64; behind it the keys before it, while they are needed.

import { CiError } from '../platform/errors.ts';

const BYTES = 32;

/**
 * The key, and behind it those that only open what they sealed: separated by spaces or commas, in hex or base64. So a key can be changed while
 * the plugin is off. The CiError `CI_SETTINGS_ENCRYPTION_KEY` when any of them is wrong.
 */
export function readEncryptionKeys(text: string): readonly Uint8Array[] | CiError {
  const only = readEncryptionKey(text);
  if (!(only instanceof CiError)) return [only];
  const keys = encryptionKeyTexts(text).map(readEncryptionKey);
  const right = keys.filter((key) => key instanceof Uint8Array);
  return right.length > 1 && right.length === keys.length ? right : only;
}

/** The same as texts, for the log to mask each. */
export function encryptionKeyTexts(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((part) => part !== '');
}

/** Exactly 32 bytes, or the CiError `CI_SETTINGS_ENCRYPTION_KEY`, which says what length was given but never the key. */
export function readEncryptionKey(text: string): Uint8Array | CiError {
  const raw = Buffer.from(text, 'utf8');
  if (raw.length === BYTES) return raw;
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return Buffer.from(text, 'base64');
  const length = text === '' ? 'is empty' : `has ${text.length} characters`;
  return new CiError(
    'CI_SETTINGS_ENCRYPTION_KEY',
    `The encryption key ${length}; it must be 32 bytes: 32 characters, 64 hexadecimal digits, or 44 characters of base64.`,
    'Make one with `openssl rand -hex 32` and enter it as EncryptionKey.',
  );
}
