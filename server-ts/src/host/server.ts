// What the plugin must know of the server it runs in.
import type { Api } from '../mattermost/index.ts';

export interface ServerFacts {
  /** SqlSettings.DataSource, also where the environment sets it; empty when the server does not tell. */
  readonly dataSource: string;
}

export async function readServer(api: Api): Promise<ServerFacts> {
  const config = await api.getUnsanitizedConfig();
  return {
    dataSource: config?.SqlSettings.DataSource ?? '',
  };
}
