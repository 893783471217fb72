// The whole of `Configuration`: everything that a list needs.

import * as z from 'zod';
import { accounts } from './accounts.ts';
import { connections } from './connection.ts';
import { digest } from './digest.ts';
import { environments } from './environments.ts';
import { ownForms } from '../../intents/own-steps.ts';
import { allowedHosts, intents } from './intents.ts';
import type { StepForms } from './intent-step.ts';
import { mutes } from './mute.ts';
import { notifyByKind, thread } from './notify.ts';
import { permissions, type KnownActs } from './permissions.ts';
import { previews } from './previews.ts';
import { quietHours } from './quiet-hours.ts';
import { retention } from './retention.ts';
import { routes } from './route.ts';
import { templates, type CheckTemplate } from './template.ts';
import { trustedProxies } from './trusted-proxies.ts';

/** What the configuration may speak of. */
export interface Known {
  /** Names of the CI systems. */
  readonly providers: readonly string[];
  /** As people write them; by their names where it is not said. */
  readonly titles?: Readonly<Record<string, string>>;
  /** Names of the templates there are. */
  readonly templateNames: readonly string[];
  readonly checkTemplate: CheckTemplate;
  /** What permissions may name; not checked where it is not said. */
  readonly acts?: KnownActs;
  /** What CI systems can be had do by intents, by `provider.step`; none where it is not said. */
  readonly steps?: StepForms;
}

export function configurationSchema({ providers, templateNames, checkTemplate, acts, steps = {} }: Known) {
  return z.strictObject({
    connections: connections(providers).default([]),
    routes: routes(providers).default([]),
    notify: notifyByKind.prefault({}),
    thread: thread.default('details'),
    mutes: mutes.default([]),
    quietHours: quietHours.exactOptional(),
    templates: templates(templateNames, checkTemplate).default({}),
    digest: digest.exactOptional(),
    environments: environments.default([]),
    permissions: permissions(acts).default([]),
    retention: retention.prefault({}),
    accounts: accounts.prefault({}),
    previews: previews.prefault({}),
    trustedProxies: trustedProxies.exactOptional(),
    allowedHosts: allowedHosts.default([]),
    intents: intents({ ...steps, ...ownForms }).default([]),
  });
}
