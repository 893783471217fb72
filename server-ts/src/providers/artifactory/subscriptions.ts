// The webhooks of the JFrog Platform: one for each kind of events, found again by kind and address, never made twice.
// https://jfrog.com/help/r/jfrog-rest-apis/webhooks, criteria as https://github.com/jfrog/terraform-provider-artifactory has them

import * as z from 'zod';
import type { Reach } from '../../ci/account.ts';
import type { HookTarget } from '../../ci/hooks.ts';
import { text } from '../../platform/foreign-json.ts';
import { ask, parsed, problemOf } from './client.ts';

const PATH = 'event/api/v1/subscriptions';
const PATTERNS = { includePatterns: [], excludePatterns: [] };
const LOCAL = { anyLocal: true, anyRemote: false, repoKeys: [], ...PATTERNS };

/** What can be told of, by JFrog's domain. */
export const DOMAINS = {
  docker: { event_types: ['pushed', 'promoted', 'deleted'], criteria: LOCAL },
  artifact: { event_types: ['deployed', 'moved', 'copied', 'deleted'], criteria: LOCAL },
  /** `vcs.revision`: from which commit something was built. */
  artifact_property: { event_types: ['added'], criteria: LOCAL },
  build: { event_types: ['uploaded', 'promoted', 'deleted'], criteria: { anyBuild: true, selectedBuilds: [], ...PATTERNS } },
  release_bundle_v2: {
    event_types: ['release_bundle_v2_completed', 'release_bundle_v2_failed'],
    criteria: { anyReleaseBundle: true, selectedReleaseBundles: [], ...PATTERNS },
  },
} as const;

export type Domain = keyof typeof DOMAINS;

const subscriptionSchema = z.looseObject({
  key: z.string(),
  enabled: z.boolean().catch(true),
  event_filter: z.looseObject({ domain: text }),
  handlers: z.array(z.looseObject({ url: text, secret: text })).catch([]),
});
export type Subscription = z.output<typeof subscriptionSchema>;

/** Throws what `problemOf` answers. */
export async function listSubscriptions(reach: Reach): Promise<readonly Subscription[]> {
  const answer = await ask(reach, PATH);
  const told = z.array(subscriptionSchema).safeParse(parsed(answer)).data;
  if (answer.status >= 300 || told === undefined) throw problemOf(answer);
  return told;
}

/**
 * One that is there and leads nowhere else (secrets of others may be masked) keeps its filter, as somebody may have narrowed it, and gets the secret again; otherwise it is made.
 * `known`: all that are there.
 */
export async function putSubscription(
  reach: Reach,
  domain: Domain,
  hook: HookTarget,
  known: readonly Subscription[],
): Promise<'made' | 'known'> {
  const ours = known.find((each) => each.event_filter.domain === domain && leadsTo(each, hook.url) && each.handlers.length === 1);
  const answer =
    ours === undefined
      ? await ask(reach, PATH, { method: 'POST', body: subscriptionFor(freeKey(domain, reach.connection.name, known), domain, hook) })
      : await ask(reach, `${PATH}/${encodeURIComponent(ours.key)}`, { method: 'PUT', body: renewed(ours, hook) });
  if (answer.status >= 300) throw problemOf(answer);
  return ours === undefined ? 'made' : 'known';
}

/** As it is created. */
export function subscriptionFor(key: string, domain: Domain, { url, secret }: HookTarget): object {
  return {
    key,
    description: 'Tells Mattermost (CI Command Center)',
    enabled: true,
    event_filter: { domain, ...DOMAINS[domain] },
    handlers: [{ handler_type: 'webhook', url, secret, use_secret_for_signing: true }],
  };
}

export function leadsTo({ handlers }: Subscription, url: string): boolean {
  return handlers.some((each) => each.url !== undefined && bare(each.url) === bare(url));
}

function renewed({ handlers, ...rest }: Subscription, { url, secret }: HookTarget): object {
  const signed = handlers.map((each) =>
    each.url !== undefined && bare(each.url) === bare(url) ? { ...each, url, secret, use_secret_for_signing: true } : each,
  );
  return { ...rest, enabled: true, handlers: signed };
}

/** Of 2 to 200 characters without spaces; another Mattermost may have taken the first. */
function freeKey(domain: Domain, connection: string, known: readonly Subscription[]): string {
  const taken = new Set(known.map(({ key }) => key.toLowerCase()));
  const first = ['mattermost', ...(connection === 'default' ? [] : [connection]), domain].join('-').toLowerCase();
  let key = first;
  for (let number = 2; taken.has(key); number += 1) key = `${first}-${number}`;
  return key;
}

function bare(address: string): string {
  return (address.split('?')[0] ?? '').replace(/\/$/, '');
}
