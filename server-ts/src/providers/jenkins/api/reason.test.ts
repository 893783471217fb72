import { expect, test } from '@jest/globals';
import { problemIn } from './problems.ts';
import { reasonIn } from './reason.ts';

const reach = {
  connection: { provider: 'jenkins', name: 'default', url: 'https://ci.example', webhookSecrets: [] },
  http: () => Promise.reject(new Error('nothing is asked here')),
};
const page = (text: string, status = 403) => ({ status, headers: new Headers({ 'content-type': 'text/html' }), text, cut: false });

test('the reason is read from each kind of page', () => {
  expect(reasonIn(page('<style>p{}</style><h1>Access Denied</h1><p class="e">alice is missing the Job/Build permission</p>'))).toBe(
    'alice is missing the Job/Build permission',
  );
  expect(reasonIn(page('<h1> Error </h1>\n<p>No <b>such</b> view.</p>', 400))).toBe('No such view');
  expect(reasonIn(page('<html><title>Error 400 Bad &lt;name&gt; - Jenkins</title>', 400))).toBe('Bad <name>');
  expect(reasonIn(page('<title>  Jenkins [Jenkins] </title>', 500))).toBeUndefined();
});

/** As a proxy's page with a picture in it has, and as somebody would write it who wants us to be busy. */
const units = ['a', '<', '<script', '<h1', '<h1>Error</h1><p', '<form', '<form login ', '<title>', 'x lacks the ', '&#1;', '<img src="a'];

test.each(units)('a page that is full of %s is read in time', (unit) => {
  const start = performance.now();
  for (const [before, fill] of [
    ['', ''],
    ['<title>', ' '],
  ] as const) {
    const text = before + unit.repeat(Math.ceil(100_000 / unit.length)) + fill.repeat(100_000);
    reasonIn(page(text));
    problemIn(page(text, 200), { reach, address: 'https://ci.example/x', method: 'GET' });
  }
  reasonIn(page(`<title>${' '.repeat(100_000)}`));
  expect(performance.now() - start).toBeLessThan(500);
});
