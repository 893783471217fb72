import { expect, test } from '@jest/globals';
import { createProxyChoice, type Proxies } from './proxy-choice.ts';

/** What Go's golang.org/x/net/http/httpproxy v0.61.0 answered: for each NO_PROXY, those of `addresses` that go without a proxy. */
const addresses = [
  'http://ci.example/',
  'https://ci.example/',
  'https://git.ci.example/',
  'https://notci.example/',
  'https://ci.example.org/',
  'https://ci.example:8443/',
  'https://CI.Example/',
  'http://localhost/',
  'http://localhost:8080/',
  'http://127.0.0.1/',
  'http://127.8.9.1/',
  'http://[::1]/',
  'http://10.1.2.3/',
  'https://10.1.2.3:8443/',
  'http://10.2.2.3/',
  'http://192.168.1.7/',
  'http://[fd00::7]/',
  'http://[fd01::7]:8080/',
  'https://bücher.example/',
  'https://xn--bcher-kva.example/',
  'http://sub.localhost/',
];
const always = ['http://localhost/', 'http://localhost:8080/', 'http://127.0.0.1/', 'http://127.8.9.1/', 'http://[::1]/'];
const direct: readonly (readonly [string, readonly string[]])[] = [
  ['', []],
  [
    '*',
    [
      'http://ci.example/',
      'https://ci.example/',
      'https://git.ci.example/',
      'https://notci.example/',
      'https://ci.example.org/',
      'https://ci.example:8443/',
      'https://CI.Example/',
      'http://10.1.2.3/',
      'https://10.1.2.3:8443/',
      'http://10.2.2.3/',
      'http://192.168.1.7/',
      'http://[fd00::7]/',
      'http://[fd01::7]:8080/',
      'https://bücher.example/',
      'https://xn--bcher-kva.example/',
      'http://sub.localhost/',
    ],
  ],
  [
    'ci.example',
    ['http://ci.example/', 'https://ci.example/', 'https://git.ci.example/', 'https://ci.example:8443/', 'https://CI.Example/'],
  ],
  ['.ci.example', ['https://git.ci.example/']],
  ['*.ci.example', ['https://git.ci.example/']],
  [
    'CI.EXAMPLE',
    ['http://ci.example/', 'https://ci.example/', 'https://git.ci.example/', 'https://ci.example:8443/', 'https://CI.Example/'],
  ],
  ['ci.example:8443', ['https://ci.example:8443/']],
  ['ci.example:443', ['https://ci.example/', 'https://git.ci.example/', 'https://CI.Example/']],
  ['.ci.example:443', ['https://git.ci.example/']],
  ['10.0.0.0/8', ['http://10.1.2.3/', 'https://10.1.2.3:8443/', 'http://10.2.2.3/']],
  ['10.1.0.0/16, fd00::/16', ['http://10.1.2.3/', 'https://10.1.2.3:8443/', 'http://[fd00::7]/']],
  ['10.1.2.3', ['http://10.1.2.3/', 'https://10.1.2.3:8443/']],
  ['10.1.2.3:8443', ['https://10.1.2.3:8443/']],
  ['10.1.2.3:80', ['http://10.1.2.3/']],
  ['fd00::7', ['http://[fd00::7]/']],
  ['[fd01::7]:8080', ['http://[fd01::7]:8080/']],
  ['[fd01::7]:80', []],
  [
    '192.168.1.0/33, ci.example',
    ['http://ci.example/', 'https://ci.example/', 'https://git.ci.example/', 'https://ci.example:8443/', 'https://CI.Example/'],
  ],
  ['10.1.2', []],
  [
    'example',
    [
      'http://ci.example/',
      'https://ci.example/',
      'https://git.ci.example/',
      'https://notci.example/',
      'https://ci.example:8443/',
      'https://CI.Example/',
      'https://bücher.example/',
      'https://xn--bcher-kva.example/',
    ],
  ],
  ['*example', []],
  [
    'none.example,*',
    [
      'http://ci.example/',
      'https://ci.example/',
      'https://git.ci.example/',
      'https://notci.example/',
      'https://ci.example.org/',
      'https://ci.example:8443/',
      'https://CI.Example/',
      'http://10.1.2.3/',
      'https://10.1.2.3:8443/',
      'http://10.2.2.3/',
      'http://192.168.1.7/',
      'http://[fd00::7]/',
      'http://[fd01::7]:8080/',
      'https://bücher.example/',
      'https://xn--bcher-kva.example/',
      'http://sub.localhost/',
    ],
  ],
  [
    'a.example, ,:80, ci.example ',
    ['http://ci.example/', 'https://ci.example/', 'https://git.ci.example/', 'https://ci.example:8443/', 'https://CI.Example/'],
  ],
  ['bücher.example', ['https://bücher.example/', 'https://xn--bcher-kva.example/']],
  ['10.1.2.3/32', ['http://10.1.2.3/', 'https://10.1.2.3:8443/']],
  ['::/0', ['http://[fd00::7]/', 'http://[fd01::7]:8080/']],
  ['0.0.0.0/0', ['http://10.1.2.3/', 'https://10.1.2.3:8443/', 'http://10.2.2.3/', 'http://192.168.1.7/']],
  ['*:443', []],
];

test.each(direct)('with NO_PROXY %j the same addresses go without a proxy as for Mattermost itself', (except, without) => {
  const choose = createProxyChoice({ http: 'http://plain.example:3128', https: 'http://secure.example:3128', except });
  const found = addresses.filter((address) => choose(new URL(address)) === undefined);
  expect(found.toSorted()).toEqual([...always, ...without].toSorted());
});

const chosen = (proxies: Proxies) =>
  ['http://ci.example/', 'https://ci.example/'].map((address) => createProxyChoice(proxies)(new URL(address)));

test('each scheme has its own proxy, which may be written without http://; what is no address is none', () => {
  expect(chosen({ http: 'proxy.example:3128', https: 'https://user:made-up@safe.example' })).toEqual([
    'http://proxy.example:3128/',
    'https://user:made-up@safe.example/',
  ]);
  expect(chosen({ http: 'http://proxy.example:3128' })).toEqual(['http://proxy.example:3128/', undefined]);
  expect(chosen({ https: 'http://[oops' })).toEqual([undefined, undefined]);
});

test('a name with the dot of the root at its end is the same name', () => {
  const choose = createProxyChoice({ https: 'http://proxy.example:3128', except: 'ci.example' });
  expect([choose(new URL('https://ci.example./')), choose(new URL('https://git.ci.example./'))]).toEqual([undefined, undefined]);
});
