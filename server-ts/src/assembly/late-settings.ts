// What was saved while the plugin was being activated: the server tells a plugin of no change before it has said that it is active.
import type { SiteAddress } from '../host/site.ts';
import type { Log } from '../platform/log.ts';
import type { Configuration } from './configuration.ts';

export interface LatePorts {
  readonly configuration: Pick<Configuration, 'isOutdated'>;
  readonly site: SiteAddress;
  readonly log: Pick<Log, 'warn'>;
  /** As when the server tells of a change. */
  reload(): Promise<void>;
}

/** Takes it up; does nothing where all is as it was read. To be called once the server tells of changes. Never rejects. */
export async function catchUp({ configuration, site, log, reload }: LatePorts): Promise<void> {
  try {
    const address = site.now();
    const [isOutdated] = await Promise.all([configuration.isOutdated(), site.reload()]);
    if (isOutdated || site.now() !== address) await reload();
  } catch (error) {
    log.warn('Settings that were saved during the activation are not read before the next change', { reason: String(error) });
  }
}
