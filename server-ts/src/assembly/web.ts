// What the plugin answers over HTTP: webhooks, the buttons of posts, the sidebar's and administrators' REST, health.
import { createActions, createCalls } from '../actions/index.ts';
import { toChannelId } from '../ci/ids.ts';
import { compareForList, statusOf } from '../ci/status.ts';
import { createSuggestions } from '../commands/index.ts';
import { createHealth } from '../health.ts';
import { createMembership } from '../host/channels.ts';
import { createClickers } from '../host/clickers.ts';
import { createPeople } from '../host/people.ts';
import { createIntake } from '../intake/index.ts';
import type { Hooks } from '../mattermost/index.ts';
import { systemClock } from '../platform/clock.ts';
import { createDeadDeliveries } from '../sidebar/deliveries.ts';
import { createPrivateCommands } from '../sidebar/private-commands.ts';
import { createSidebar } from '../sidebar/pipelines.ts';
import type { StoredPipeline } from '../storage/index.ts';
import { actionPorts, callPorts } from './action-ports.ts';
import type { Identity } from './accounts.ts';
import type { Commands } from './commands.ts';
import { createLogApi } from './logs.ts';
import { connectionOf, providerOf, viewsOf, type Parts } from './parts.ts';

const place = ({ state, updatedAt }: StoredPipeline) => ({ status: statusOf(state), updatedAt });

export function createWeb(parts: Parts, commands: Commands, identity: Identity): Required<Hooks>['serveHttp'] {
  const { api, botId, log, configuration, storage } = parts;
  const web = createHealth(storage.state);
  const pipelinesOf = async (channelId: string, limit: number) => {
    const found = await storage.subjects.inChannel(toChannelId(channelId), { limit });
    return viewsOf(
      storage,
      found.toSorted((left, right) => compareForList(place(left), place(right))),
    );
  };
  web.route('/', createSidebar({ isMember: createMembership(api), pipelinesOf }));
  web.route('/', createLogApi(parts, commands));
  web.route('/', createDeadDeliveries({ isAdministrator: createPeople(api).isAdministrator, ...storage.deliveries }));
  const { mayPost } = createClickers(api, botId, log);
  web.route(
    '/',
    createPrivateCommands({
      privateCommands: commands.privateCommands,
      mayPost,
      execute: ({ command, ...where }) => commands.execute(command, where),
    }),
  );
  web.route('/', identity.web);
  const actions = createActions(actionPorts(parts, commands), createCalls(callPorts(parts, commands)));
  const suggestions = createSuggestions({ answers: commands.answers, command: commands.commandOf });
  const intake = createIntake({
    provider: providerOf,
    connection: (provider, name) => connectionOf(configuration.now(), provider, name),
    isAllowed: (address) => configuration.now().isAllowed(address),
    arriving: storage.deliveries.arriving,
    store: storage.deliveries.store,
    now: systemClock,
    log,
  });
  return (request, context) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith('/webhooks/')) return intake(request, context.IPAddress);
    if (pathname.startsWith('/suggestions/')) return suggestions(request);
    return pathname.startsWith('/actions/') ? actions(request) : web.fetch(request);
  };
}
