// What Mattermost's configuration says now of its own address and of how people sign in.
import type { Api } from '../mattermost/index.ts';

/** Mattermost's own address as it was when the settings were read last: no command waits for the server to tell it. */
export interface SiteAddress {
  /** With its subpath, without a trailing slash; empty while it is not set. */
  now(): string;
  /** Of two at once the one that was called later counts. */
  reload(): Promise<void>;
}

export async function rememberSiteAddress(api: Pick<Api, 'getConfig'>): Promise<SiteAddress> {
  const site = createSite(api);
  let address = (await site.url()) ?? '';
  let [turns, newest] = [0, 0];
  return {
    now: () => address,
    async reload() {
      const turn = ++turns;
      const read = (await site.url()) ?? '';
      if (turn < newest) return;
      [address, newest] = [read, turn];
    },
  };
}

export interface Site {
  /** Where people reach Mattermost, its subpath too, without a trailing slash; undefined while it is not set. */
  url(): Promise<string | undefined>;
  /** A section of the configuration, by its name. */
  section(name: string): Promise<unknown>;
}

export function createSite(api: Pick<Api, 'getConfig'>): Site {
  return {
    async url() {
      const config = await api.getConfig();
      return (config?.ServiceSettings.SiteURL ?? '').replace(/\/+$/, '') || undefined;
    },
    async section(name) {
      const config: Readonly<Record<string, unknown>> = { ...(await api.getConfig()) };
      return config[name];
    },
  };
}
