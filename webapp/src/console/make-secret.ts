// New secrets, from the browser's own source of randomness.

const BYTES = 32;

/** 32 letters and digits, which every sender takes and any address can hold; or 32 bytes as hexadecimal digits. */
export function makeSecret(kind: 'letters' | 'hex'): string {
  const bytes = crypto.getRandomValues(new Uint8Array(kind === 'hex' ? BYTES : BYTES * 8));
  if (kind === 'hex') return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  // Bytes that are none are left out, so that all are as likely: 62 of 256 are some, of 256 bytes 62.
  const letters = [...bytes].map((byte) => String.fromCodePoint(byte)).filter((each) => /[A-Za-z0-9]/.test(each));
  return letters.length < BYTES ? makeSecret(kind) : letters.slice(0, BYTES).join('');
}
