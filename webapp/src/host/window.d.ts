// What Mattermost's web app puts on `window` for plugins.
import type { Store } from 'redux';
import type { Registry } from './registry.ts';

declare global {
  /** Where webpack loads further scripts from. */
  // oxlint-disable-next-line no-underscore-dangle
  var __webpack_public_path__: string;

  interface Window {
    /** Path that Mattermost is served under (`/chat`), empty or missing at the root. */
    readonly basename?: string;
    readonly WebappUtils?: { readonly browserHistory?: { push(path: string): void } };
    registerPlugin(id: string, plugin: { initialize(registry: Registry, store: Store): void; uninitialize?(): void }): void;
  }
}
