// Previews of addresses and issues from chat, joined with the connections, people's accounts and Mattermost.
import type { PlaceList } from '@ci-command-center/contract';
import type { Hono } from 'hono';
import type { Reach } from '../ci/account.ts';
import type { Connection } from '../ci/connection.ts';
import type { Provider } from '../ci/provider.ts';
import { link, say } from '../ci/words.ts';
import { createAnswerPosts } from '../host/answer-posts.ts';
import { createClickers } from '../host/clickers.ts';
import { createPostedHook } from '../host/posted.ts';
import { createSite } from '../host/site.ts';
import { createSourcePosts } from '../host/source-post.ts';
import { createIssueApi } from '../issues/index.ts';
import type { Hooks } from '../mattermost/index.ts';
import { systemClock } from '../platform/clock.ts';
import { asProblem, CiError } from '../platform/errors.ts';
import { createCodePreviews, createLinkPreviews, createPreviewApi, type Place } from '../previews/index.ts';
import { markdownOf, plainOf } from '../rendering/words.ts';
import type { Identity } from './accounts.ts';
import { guardIssues } from './guarded-tabs.ts';
import { connectionOf, providerOf, type Parts } from './parts.ts';

/** The hook on the way of every post. */
export function createPosted(parts: Parts, { reach }: Pick<Identity, 'reach'>): Required<Hooks>['messageWillBePosted'] {
  return createPostedHook(
    createCodePreviews({
      places: () => placesOf(parts),
      setting: () => parts.configuration.now().previews.code,
      as: reach,
      anybody: (connection) => anybody(parts, connection),
      now: systemClock,
      log: parts.log,
    }),
  );
}

export function createPreviewWeb(parts: Parts, { reach }: Pick<Identity, 'reach'>): Hono {
  const look = createLinkPreviews({
    places: () => placesOf(parts),
    as: reach,
    anybody: (connection) => anybody(parts, connection),
    now: systemClock,
  });
  return createPreviewApi({ places: () => viewsOf(parts), look, now: systemClock });
}

export function createIssueWeb(parts: Parts, { reach }: Pick<Identity, 'reach'>): Hono {
  const { api, botId, configuration, log } = parts;
  const posts = createAnswerPosts(api, botId);
  const { person, mayPost } = createClickers(api, botId, log);
  return createIssueApi({
    async reach(userId, name, connectionName) {
      const [connection, issues] = [connectionOf(configuration.now(), name, connectionName), providerOf(name)?.issues];
      if (connection === undefined || issues === undefined) throw gone();
      return { issues: guardIssues(parts, userId, name, issues), reach: await reach(userId, connection) };
    },
    post: createSourcePosts(api, createSite(api)),
    async told(userId, { channelId, rootId }, what, { reference, url }) {
      try {
        const who = await person(userId);
        if (who === undefined || !(await mayPost(userId, channelId))) return;
        // Its title may be nobody's business here.
        const name = link(reference, url);
        const text =
          what === 'made'
            ? say`${`@${who.username}`} made an issue of a message here: ${name}`
            : say`${`@${who.username}`} attached a message to an issue: ${name}`;
        const attachments = [{ fallback: plainOf(text), text: markdownOf(text) }];
        await posts.post({ userId, channelId, rootId }, { message: '', attachments }, []);
      } catch (error) {
        log.warn('A thread could not be told of its issue', { reason: asProblem(error).message });
      }
    },
  });
}

/** Those with an address, of CI systems whose addresses can be looked at. */
function placesOf({ configuration }: Parts): readonly Place[] {
  return configuration.now().connections.flatMap((connection) => {
    const previews = connection.url === '' ? undefined : providerOf(connection.provider)?.previews;
    return previews === undefined ? [] : [{ connection, previews }];
  });
}

function viewsOf({ configuration }: Parts): PlaceList['places'] {
  return configuration.now().connections.flatMap((connection) => {
    const provider = connection.url === '' ? undefined : providerOf(connection.provider);
    if (provider === undefined || (provider.previews === undefined && provider.issues === undefined)) return [];
    const { previews, issues, title, name } = provider;
    const place = { provider: name, title, connection: connection.name, url: connection.url };
    return [{ ...place, previews: previews !== undefined, issues: issues !== undefined, ...connectAt(provider, connection) }];
  });
}

function connectAt({ accounts, name }: Provider, { oauth, name: connection }: Connection): { readonly connect?: string } {
  if (accounts?.kind !== 'oauth' || oauth === undefined) return {};
  return { connect: `/oauth/${name}/connect?connection=${encodeURIComponent(connection)}` };
}

/** Without any proof, also without the connection's own. */
function anybody({ http }: Parts, { token: _token, username: _username, ...connection }: Connection): Reach {
  return { connection, http: http.now().of(connection) };
}

function gone(): CiError {
  return new CiError('CI_API_PLACE', 'This CI system is not connected any more, or takes no issues.', 'Reload the page.');
}
