// Which certificate authorities are trusted: Node's, the system's, those of NODE_EXTRA_CA_CERTS, and an administrator's own.

import { X509Certificate } from 'node:crypto';
import { createSecureContext, getCACertificates } from 'node:tls';
import type { SecureContext } from 'node:tls';
import { CiError } from './errors.ts';

const REMEDY = 'Paste the certificate authority as PEM text, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.';

/**
 * Takes about 0.1 s once a process (the system's are read from the disk) and some megabytes: make one and keep it.
 * Throws CI_TLS_CA_INVALID when `extra` holds what is no certificate.
 */
export function trustRoots(extra: string): SecureContext {
  const own = certificatesIn(extra);
  return createSecureContext({ ca: [...new Set([...getCACertificates('default'), ...getCACertificates('system'), ...own])] });
}

/** The PEM blocks of a text that may hold several; what stands between them is a comment. */
export function certificatesIn(pem: string): readonly string[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (blocks.length === 0 && pem.trim() !== '')
    throw new CiError('CI_TLS_CA_INVALID', 'The certificate authority given is not PEM.', REMEDY);
  const bad = blocks.findIndex((block) => !isCertificate(block));
  if (bad < 0) return blocks;
  throw new CiError('CI_TLS_CA_INVALID', `Certificate ${bad + 1} of the certificate authorities cannot be read.`, REMEDY);
}

function isCertificate(block: string): boolean {
  try {
    return new X509Certificate(block).raw.length > 0;
  } catch {
    return false;
  }
}
