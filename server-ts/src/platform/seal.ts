// Encrypts what is kept and must not be read: AES-256-GCM, bound to the purpose it was sealed for.

import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID_BYTES = 4;

/** `key`: 32 bytes. `purpose` is not secret; the same one opens it again. */
export function seal(key: Uint8Array, text: string, purpose: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), keyId(key), nonce, cipher.getAuthTag(), sealed]);
}

/** Undefined when another key or for another purpose sealed it, or when a bit of it was changed. */
export function unseal(key: Uint8Array, sealed: Uint8Array, purpose: string): string | undefined {
  const bytes = Buffer.from(sealed);
  const head = 1 + KEY_ID_BYTES;
  if (bytes.length < head + NONCE_BYTES + TAG_BYTES || bytes[0] !== VERSION || !bytes.subarray(1, head).equals(keyId(key)))
    return undefined;
  const [nonce, tag] = [bytes.subarray(head, head + NONCE_BYTES), bytes.subarray(head + NONCE_BYTES, head + NONCE_BYTES + TAG_BYTES)];
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(purpose));
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(bytes.subarray(head + NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** Which key it is, in hex; it tells nothing of the key. */
export function keyIdOf(key: Uint8Array): string {
  return keyId(key).toString('hex');
}

/** Tells keys apart without telling anything of them. */
function keyId(key: Uint8Array): Buffer {
  return createHash('sha256').update('ci-command-center key id').update(key).digest().subarray(0, KEY_ID_BYTES);
}
