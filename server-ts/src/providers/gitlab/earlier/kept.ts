// The settings and rows of the Go plugin for GitLab, as its `server/subscriptions.go`, `server/instance.go` and `server/configuration.go`
// write them.

import * as z from 'zod';
import type { EarlierConnection, EarlierContents, EarlierKept, EarlierSubscription } from '../../../ci/earlier.ts';
import type { Interest } from '../../../ci/interest.ts';
import { tidy } from '../../../platform/foreign-json.ts';
import { interestsOf, readFeatures } from '../commands/features.ts';

/** `SubscriptionsKey` and `instanceConfigMapKey` there. */
export const SUBSCRIPTIONS = 'subscriptions';
export const INSTANCES = 'Gitlab_Instance_Configuration_Map';

const subscription = z.object({ ChannelID: z.string().min(1), CreatorID: z.string().catch(''), Features: z.string().catch('') });
/** Letters of what was asked for that are told. */
const LONGEST = 100;
/** Go writes an empty list as null. */
const subscriptions = z.object({ Repositories: z.record(z.string(), z.array(z.unknown()).nullish()).nullish() });
const instance = z.object({
  gitlaburl: z.string(),
  gitlaboauthclientid: z.string().catch(''),
  gitlaboauthclientsecret: z.string().catch(''),
});
const instances = z.record(z.string(), z.unknown());

export function readKept({ settings, values }: EarlierKept): EarlierContents {
  const unread: string[] = [];
  const parsed = <Shape extends z.ZodType>(key: string, shape: Shape, what: string): z.output<Shape> | undefined => {
    const found = shape.safeParse(jsonOf(values.get(key)));
    if (!found.success && values.has(key)) unread.push(`${what} cannot be read: they are not written as that plugin writes them.`);
    return found.data;
  };
  const repositories = parsed(SUBSCRIPTIONS, subscriptions, 'Its subscriptions')?.Repositories ?? {};
  const found = Object.entries(repositories).flatMap(([path, all]) =>
    (all ?? []).flatMap((each) => {
      const read = subscriptionOf(path, each);
      if (typeof read === 'object') return [read];
      unread.push(read);
      return [];
    }),
  );
  const named = Object.entries(parsed(INSTANCES, instances, 'Its instances') ?? {});
  return { connections: connectionsOf(settings, named), subscriptions: found, unread: [...new Set(unread)] };
}

function jsonOf(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The key's path ends with a slash for a group, of which the plugin has all that is in it. Otherwise a sentence that says what is wrong. */
function subscriptionOf(key: string, given: unknown): EarlierSubscription | string {
  const path = tidy(key).replace(/^\/+|\/+$/g, '');
  const { data } = subscription.safeParse(given);
  if (data === undefined || path === '') return `A subscription to ${path || 'nothing'} cannot be read.`;
  try {
    const { features, labels } = readFeatures(data.Features);
    const project = key.trim().endsWith('/') || !path.includes('/') ? `${path}/**` : path;
    return { channelId: data.ChannelID, creatorId: data.CreatorID, project, events: eventsOf(interestsOf(features)), labels };
  } catch {
    return `A subscription to ${path} stays behind: it asks for ${tidy(data.Features, LONGEST)}, not all of which is known here.`;
  }
}

/** Who asked that plugin for confidential issues was told of all issues: it looks whether the word stands within what was asked for. */
function eventsOf(events: readonly Interest[]): readonly Interest[] {
  return events.includes('confidential_issue') && !events.includes('issue') ? [...events, 'issue'] : events;
}

function connectionsOf(settings: EarlierKept['settings'], named: readonly (readonly [string, unknown])[]): readonly EarlierConnection[] {
  const others = named.flatMap(([name, given]) => {
    const { data } = instance.safeParse(given);
    return data === undefined ? [] : connectionOf(name, data);
  });
  const [own] = connectionOf('', { gitlaburl: '', gitlaboauthclientid: '', gitlaboauthclientsecret: '', ...settings });
  if (own === undefined) return others;
  // What its wizard was told it keeps only among its instances.
  const same = others.find(({ url }) => url.toLowerCase() === own.url.toLowerCase());
  const joined = own.oauth === undefined && same?.oauth !== undefined ? { ...own, oauth: same.oauth } : own;
  // Its setting stands at the vendor's own server until somebody changes it.
  const isUnused = joined.oauth === undefined && others.length > 0;
  return [...(isUnused ? [] : [joined]), ...others.filter((each) => each !== same)];
}

function connectionOf(
  name: string,
  { gitlaburl, gitlaboauthclientid, gitlaboauthclientsecret }: z.infer<typeof instance>,
): readonly EarlierConnection[] {
  const url = gitlaburl.trim().replace(/\/+$/, '');
  if (!/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i.test(url)) return [];
  const [clientId, clientSecret] = [gitlaboauthclientid.trim(), gitlaboauthclientsecret.trim()];
  return [{ name: tidy(name), url, ...(clientId !== '' && clientSecret !== '' && { oauth: { clientId, clientSecret } }) }];
}
