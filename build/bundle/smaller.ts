// What keeps the server's script small in memory: V8 holds its text for as long as the process lives, and takes twice the room for it
// when one sign is beyond Latin-1.
import { readFile } from 'node:fs/promises';
import { transform, type Plugin } from 'esbuild';
import { projectFolder } from './folders.ts';

/** Only what asks and what goes through proxies; its index brings caches, mocks, a browser's fetch and WebSockets with it. */
export const smallUndici: Plugin = {
  name: 'small-undici',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^undici$/ }, () => ({ path: 'undici', namespace: 'small' }));
    onLoad({ filter: /.*/, namespace: 'small' }, () => ({
      // As its index.js joins them.
      contents: `const Dispatcher = require('undici/lib/dispatcher/dispatcher.js');
Object.assign(Dispatcher.prototype, require('undici/lib/api/index.js'));
exports.Agent = require('undici/lib/dispatcher/agent.js');
exports.ProxyAgent = require('undici/lib/dispatcher/proxy-agent.js');`,
      resolveDir: projectFolder,
    }));
  },
};

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
