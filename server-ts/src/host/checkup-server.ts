// What a check-up asks of Mattermost itself: its version, its own address, the bot, and the channels that are written to.
import { note, right, wrong, type CheckFinding } from '../ci/check.ts';
import { eachAtOnce } from '../platform/at-once.ts';
import type { Api } from '../mattermost/index.ts';
import { orMissing } from './missing.ts';

export interface ServerQuestion {
  /** Mattermost's own address; empty while it is not set. */
  readonly siteUrl: string;
  readonly plugin: string;
  readonly runtime: string;
  /** The oldest version of Mattermost that the plugin works with. */
  readonly oldest: string;
}

export async function lookAtMattermost(api: Pick<Api, 'getServerVersion'>, question: ServerQuestion): Promise<readonly CheckFinding[]> {
  const version = await api.getServerVersion();
  const shown = right('CI_CHECK_VERSIONS', `Mattermost ${version}, plugin ${question.plugin}, ${question.runtime}`);
  const old = isOlder(version, question.oldest);
  const upgrade = wrong(
    'CI_CHECK_SERVER_OLD',
    `Mattermost ${version} is too old for this plugin.`,
    `Upgrade it to ${question.oldest} or later.`,
  );
  const address = wrong(
    'CI_CHECK_SITE_URL',
    'Mattermost does not know its own address, so neither webhooks nor linked accounts can lead here.',
    'Set the Site URL in System Console → Environment → Web Server.',
  );
  return [old ? upgrade : shown, ...(question.siteUrl === '' ? [address] : [])];
}

/** By hand: to compare by a language keeps 7 MB of V8's for good, and this is looked at all day (docs/decisions/0015-a-small-process.md). */
function isOlder(version: string, oldest: string): boolean {
  const parts = version.split('.');
  const differences = oldest.split('.').map((wanted, at) => Number.parseInt(parts[at] ?? '0', 10) - Number(wanted));
  return (differences.find((each) => each !== 0) ?? 0) < 0;
}

/** As people can switch it off in System Console → Integrations → Bot Accounts. */
export async function lookAtBot(api: Pick<Api, 'getBot'>, botId: string): Promise<readonly CheckFinding[]> {
  const bot = await orMissing(api.getBot(botId, true));
  if (bot !== undefined && bot.delete_at === 0) return [right('CI_CHECK_BOT', `posts as @${bot.username}`)];
  return [wrong('CI_CHECK_BOT', 'The bot account that writes the posts is disabled.', 'Enable it in Integrations → Bot Accounts.')];
}

/** Channels that are looked at. */
const MOST = 100;
const AT_ONCE = 8;

/** `ids`: of channels that are written to. */
export async function lookAtChannels(
  api: Pick<Api, 'getChannel' | 'getChannelMember'>,
  botId: string,
  ids: readonly string[],
): Promise<readonly CheckFinding[]> {
  const looked = [...new Set(ids)].slice(0, MOST);
  const found = (await eachAtOnce(looked, AT_ONCE, (id) => lookAtChannel(api, botId, id))).flat();
  return found.length > 0 || looked.length === 0
    ? found
    : [
        right(
          'CI_CHECK_CHANNELS',
          looked.length === 1 ? 'the subscribed channel takes posts' : `all ${looked.length} subscribed channels take posts`,
        ),
      ];
}

async function lookAtChannel(
  api: Pick<Api, 'getChannel' | 'getChannelMember'>,
  botId: string,
  id: string,
): Promise<readonly CheckFinding[]> {
  const channel = await orMissing(api.getChannel(id));
  if (channel === undefined)
    return [
      note(
        'CI_CHECK_CHANNEL_GONE',
        'A channel with a subscription does not exist any more.',
        'Nothing is to be done: its subscriptions go.',
      ),
    ];
  if (channel.delete_at > 0)
    return [
      wrong(
        'CI_CHANNEL_ARCHIVED',
        `~${channel.name} is archived, and its subscriptions wait.`,
        'Unarchive it, or type `/ci unsubscribe` there before.',
      ),
    ];
  if (channel.type !== 'P' || (await orMissing(api.getChannelMember(id, botId))) !== undefined) return [];
  return [
    note(
      'CI_CHECK_BOT_OUTSIDE',
      `The bot is no member of the private channel ~${channel.name}. It posts there all the same.`,
      'If it shall not: `/ci unsubscribe` there. If it shall: `/invite` it, so that people see who writes.',
    ),
  ];
}
