// Where the plugin's server side is, seen from the page; Mattermost may be served under a path of its own.
import { PLUGIN_ID } from '@ci-command-center/contract';

/** Mattermost's own path without a slash at its end; empty when it is served at the root. */
export function basePath(): string {
  return (window.basename ?? '').replace(/\/+$/, '');
}

/** Address of one of the contract's paths, relative to the page's origin. */
export function pluginAddress(path: string, query: Readonly<Record<string, string>> = {}): string {
  const search = new URLSearchParams(query).toString();
  return `${basePath()}/plugins/${PLUGIN_ID}${path}${search === '' ? '' : `?${search}`}`;
}
