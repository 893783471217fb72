// What keeps the server's script small in memory: V8 holds its text for as long as the process lives, and takes twice the room for it
// when one sign is beyond Latin-1.
import { readFile } from 'node:fs/promises';
import { transform, type Plugin } from 'esbuild';
import { projectFolder } from './folders.ts';

/** What stands for the index of a library, of which the rest is not used. */
const indexes: Readonly<Record<string, string>> = {
  // What asks and what goes through proxies, joined as its own index joins them; without caches, mocks, a browser's fetch and WebSockets.
  undici: `const Dispatcher = require('undici/lib/dispatcher/dispatcher.js');
Object.assign(Dispatcher.prototype, require('undici/lib/api/index.js'));
exports.Agent = require('undici/lib/dispatcher/agent.js');
exports.ProxyAgent = require('undici/lib/dispatcher/proxy-agent.js');`,
  // Without the gateway that is pushed to and without Node's own metrics, which bring clusters, child processes and a tracer.
  'prom-client': `exports.Registry = require('prom-client/lib/registry.js');
exports.Counter = require('prom-client/lib/counter.js');
exports.Gauge = require('prom-client/lib/gauge.js');
exports.Histogram = require('prom-client/lib/histogram.js');`,
};

export const smallIndexes: Plugin = {
  name: 'small-indexes',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(?:undici|prom-client)$/ }, ({ path }) => ({ path, namespace: 'small' }));
    onLoad({ filter: /.*/, namespace: 'small' }, ({ path }) => ({ contents: indexes[path] ?? '', resolveDir: projectFolder }));
  },
};

/** Of undici's parsers of HTTP one is enough: the one that runs on every processor. HTTP/2 is switched off where the clients are made. */
export const oneParser: Plugin = {
  name: 'one-parser',
  setup({ onLoad }) {
    onLoad({ filter: /undici\/lib\/(?:llhttp\/llhttp_simd-wasm|dispatcher\/client-h2)\.js$/ }, () => ({
      contents: 'module.exports = undefined;',
    }));
  },
};

/** undici leaves its experimental parser out where this name is known, as in Node's own build of it. */
export const withoutMilo = { esbuildDetection: 'true' };

/** Libraries' own names are shortened; ours stay, so that a stack trace in a log can be read. */
export const shortNames: Plugin = {
  name: 'short-names',
  setup({ onLoad }) {
    onLoad({ filter: /node_modules\/.*\.[cm]?js$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, 'utf8'), {
        minifyIdentifiers: true,
        minifyWhitespace: true,
        legalComments: 'none',
      });
      return { contents: code, loader: 'js' };
    });
  },
};

/** esbuild leaves signs as they are where a library could tell the difference: in patterns and tagged templates, of which ours cannot. */
export function inAscii(script: string): string {
  return script.replaceAll(/[^\0-\x7f]/g, (sign) => String.raw`\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
