import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates } from 'node:tls';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { makeAuthority, type Authority } from '../../../test/stand-ins/certificates.ts';
import { createHttp } from './http.ts';
import { authorities, trustRoots } from './tls-roots.ts';

const [one, another, stranger] = [makeAuthority('One'), makeAuthority('Another'), makeAuthority('Stranger')];
const broken = [
  '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
  '-----BEGIN CERTIFICATE-----\n!?\n-----END CERTIFICATE-----',
  '-----BEGIN CERTIFICATE-----\nMIIB',
].join('\n');
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roots-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function directory(name: string): string {
  const path = join(folder, name);
  mkdirSync(path);
  return path;
}

/** The answer of a server whose certificate is of `authority`, or why it is not asked. */
async function askServerOf(authority: Authority, environment: Readonly<Record<string, string>>): Promise<string> {
  const { certificate: cert, key } = authority.issue(['127.0.0.1']);
  const server = createServer({ cert, key }, (_request, response) => response.end('hello'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const http = createHttp({ roots: (extra) => trustRoots(extra, environment) });
  try {
    return (await http(`https://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`)).text;
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'surprise';
  } finally {
    await http.close();
    server.close();
  }
}

const bodyOf = (each: string): string => each.replaceAll(/\s/g, '');
const ofNode = new Set(getCACertificates('default').map(bodyOf));

test("the system's file and every directory are trusted, and nobody else; what is broken in them spoils nothing", async () => {
  const [near, far] = [directory('near'), directory('far')];
  directory('near/java');
  write('near/broken.pem', broken);
  write('far/another.pem', `# Főtanúsítvány\n${broken}\n${another.certificate}`);
  const environment = {
    SSL_CERT_FILE: write('bundle.pem', `${broken}\n${one.certificate}`),
    SSL_CERT_DIR: `${near}:${folder}/missing::${far}`,
  };
  expect(await askServerOf(one, environment)).toBe('hello');
  expect(await askServerOf(another, environment)).toBe('hello');
  expect(await askServerOf(stranger, environment)).toBe('CI_HTTP_TLS_UNTRUSTED');
});

test('a file that cannot be read leaves the directories, and Node and the settings have theirs whatever the system has', () => {
  const certs = directory('certs');
  write('certs/another.pem', another.certificate);
  const trusted = authorities(one.certificate, { SSL_CERT_FILE: join(folder, 'missing.pem'), SSL_CERT_DIR: certs }).map(bodyOf);
  expect(new Set(trusted)).toEqual(new Set([...ofNode, bodyOf(another.certificate), bodyOf(one.certificate)]));
});

test('each is kept once, however often and however wrapped it is there, and by links to it, too', () => {
  const certs = directory('certs');
  const again = one.certificate.replaceAll('\n', '\r\n');
  const bundle = write('certs/bundle.crt', [one.certificate, again, ...getCACertificates('bundled')].join('\n'));
  symlinkSync(write('aside.pem', another.certificate), join(certs, 'another.pem'));
  symlinkSync('another.pem', join(certs, '0123abcd.0'));
  expect(authorities(again, { SSL_CERT_FILE: bundle, SSL_CERT_DIR: certs })).toHaveLength(ofNode.size + 2);
});
