// Tells whose certificates a server shows, for the words of an error or of a check-up; nothing is ever sent that way.

import { connect } from 'node:tls';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';

const MAX_CERTIFICATES = 10;

/**
 * Names from the server's own certificate up to its root, as `ci.example.com ← Example CA`; empty when no handshake comes to an end.
 * The handshake is not verified, since it explains why verification failed; the connection is closed before a byte of ours follows.
 */
export function chainShownBy(host: string, port: number, timeoutMs: number): Promise<readonly string[]> {
  return new Promise((resolve) => {
    const options = { host, port, rejectUnauthorized: false, ...(isName(host) && { servername: host }) };
    const socket = connect(options, () => end(namesOf(socket)));
    const end = (names: readonly string[]): void => {
      socket.destroy();
      resolve(names);
    };
    socket.setTimeout(timeoutMs, () => end([]));
    socket.once('error', () => end([]));
    socket.once('close', () => end([]));
  });
}

function isName(host: string): boolean {
  return !/^[\d.]+$|:/.test(host);
}

function namesOf(socket: TLSSocket): readonly string[] {
  const names: string[] = [];
  let certificate: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (certificate !== undefined && Object.keys(certificate).length > 0 && names.length < MAX_CERTIFICATES) {
    names.push(nameOf(certificate.subject));
    const issuer: DetailedPeerCertificate | undefined = certificate.issuerCertificate;
    if (issuer === undefined || issuer.fingerprint256 === certificate.fingerprint256) {
      if (issuer === undefined) names.push(nameOf(certificate.issuer));
      break;
    }
    certificate = issuer;
  }
  return names;
}

interface DistinguishedName {
  readonly CN?: string | string[];
  readonly O?: string | string[];
}

function nameOf({ CN: common, O: organisation }: DistinguishedName): string {
  return [common ?? organisation ?? 'a certificate without a name'].flat().join(', ').slice(0, 100);
}
