// What Mattermost's configuration says now of its own address and of how people sign in.
import type { Api } from '../mattermost/index.ts';

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
