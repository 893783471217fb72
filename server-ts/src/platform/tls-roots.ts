// Which certificate authorities are trusted: Node's, the system's, those of NODE_EXTRA_CA_CERTS, and an administrator's own.

import { X509Certificate } from 'node:crypto';
import { accessSync, constants, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createSecureContext, getCACertificates } from 'node:tls';
import type { SecureContext } from 'node:tls';
import { CiError } from './errors.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const REMEDY = 'Paste the certificate authority as PEM text, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.';
const BLOCK = /-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g;

/** Of these the first is read. Both lists are those of Go (crypto/x509/root_linux.go), so that we trust whom Mattermost itself trusts. */
const FILES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/pki/tls/cacert.pem',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/cert.pem',
];
/** All of these are read. */
const DIRECTORIES = ['/etc/ssl/certs', '/etc/pki/tls/certs'];

/**
 * Takes some 50 ms (the system's are read from the disk) and more than a megabyte: make one when TLS is spoken first, and keep it.
 * Throws CI_TLS_CA_INVALID when `extra` holds what is no certificate.
 */
export function trustRoots(extra: string, environment: Environment = process.env): SecureContext {
  // Of the system's, what cannot be parsed is passed over: Node adds of each text what it can read, and throws for none.
  return createSecureContext({ ca: [...authorities(extra, environment)] });
}

/** PEM, each once: Node's and the system's are mostly the same, and each that is parsed takes some 7 KB for good. */
export function authorities(extra: string, environment: Environment): readonly string[] {
  const found = new Map<string, string>();
  const add = (blocks: readonly string[]): void => {
    for (const block of blocks) found.set(block.replaceAll(/\s/g, ''), block);
  };
  add(certificatesIn(extra));
  add(getCACertificates('default'));
  for (const path of systemFiles(environment)) add(blocksOf(path));
  return [...found.values()];
}

/** As `loadSystemRoots` of Go does (crypto/x509/root_unix.go). Node's own way parses each certificate several times, and keeps it all. */
function systemFiles({ SSL_CERT_FILE: file, SSL_CERT_DIR: directories }: Environment): ReadonlySet<string> {
  const bundle = (file ? [file] : FILES).filter(isReadable).slice(0, 1);
  return new Set([...bundle, ...(directories ? directories.split(':') : DIRECTORIES).flatMap(filesIn)]);
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

/** Without links to a neighbour, by which `c_rehash` gives every certificate a second name. */
function filesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory).flatMap((name) => (isNeighbour(`${directory}/${name}`) ? [] : [`${directory}/${name}`]));
  } catch {
    return [];
  }
}

function isNeighbour(path: string): boolean {
  try {
    return !readlinkSync(path).includes('/');
  } catch {
    return false;
  }
}

function blocksOf(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').match(BLOCK) ?? [];
  } catch {
    return [];
  }
}

/** The PEM blocks of a text that may hold several; what stands between them is a comment. */
export function certificatesIn(pem: string): readonly string[] {
  const blocks = pem.match(BLOCK) ?? [];
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
