// Tells whose certificates a server shows, for the words of an error or of a check-up; nothing is ever sent that way.

import { X509Certificate } from 'node:crypto';
import { connect } from 'node:tls';
import type { DetailedPeerCertificate, TLSSocket } from 'node:tls';

const MAX_CERTIFICATES = 10;

/** Names from the server's own certificate up to its root, as `ci.example.com ← Example CA`; empty when no handshake comes to an end. */
export async function chainShownBy(host: string, port: number, timeoutMs: number): Promise<readonly string[]> {
  const chain = await certificatesShownBy(host, port, timeoutMs);
  const top = chain.at(-1);
  return [...chain.map(({ subject }) => nameOf(subject)), ...(top === undefined || isRoot(top) ? [] : [nameOf(top.issuer)])];
}

/**
 * The server's own certificate first, as far up as it shows them or Node knows them; empty when no handshake comes to an end.
 * The handshake is not verified, since it explains why verification failed; the connection is closed before a byte of ours follows.
 */
export function certificatesShownBy(host: string, port: number, timeoutMs: number): Promise<readonly X509Certificate[]> {
  return new Promise((resolve) => {
    const options = { host, port, rejectUnauthorized: false, ...(isName(host) && { servername: host }) };
    const socket = connect(options, () => end(chainOf(socket)));
    const end = (chain: readonly X509Certificate[]): void => {
      socket.destroy();
      resolve(chain);
    };
    socket.setTimeout(timeoutMs, () => end([]));
    socket.once('error', () => end([]));
    socket.once('close', () => end([]));
  });
}

function isName(host: string): boolean {
  return !/^[\d.]+$|:/.test(host);
}

function chainOf(socket: TLSSocket): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  let certificate: DetailedPeerCertificate | undefined = socket.getPeerCertificate(true);
  while (certificate !== undefined && Object.keys(certificate).length > 0 && chain.length < MAX_CERTIFICATES) {
    chain.push(new X509Certificate(certificate.raw));
    const issuer: DetailedPeerCertificate | undefined = certificate.issuerCertificate;
    if (issuer === undefined || issuer.fingerprint256 === certificate.fingerprint256) break;
    certificate = issuer;
  }
  return chain;
}

/** It signs itself. */
function isRoot(certificate: X509Certificate): boolean {
  return certificate.subject === certificate.issuer && certificate.checkIssued(certificate);
}

/** The common name or the organisation of `CN=…` lines; letters that could act in Markdown are left out. */
export function nameOf(distinguished: string): string {
  const lines = distinguished.split('\n');
  const part = (key: string): readonly string[] =>
    lines.flatMap((line) => (line.startsWith(`${key}=`) ? [line.slice(key.length + 1)] : []));
  const told = [part('CN'), part('O')].find((each) => each.length > 0)?.join(', ') ?? 'a certificate without a name';
  return told.replaceAll(/[^\p{L}\p{N} .,:'()*&+-]/gu, '').slice(0, 100);
}
