// What the plugin answers over HTTP: webhooks, the buttons of posts, the sidebar's and administrators' REST, health.
import { createActions, createCalls } from '../actions/index.ts';
import { exportLines } from '../audit/index.ts';
import { toChannelId, toSubjectKey } from '../ci/ids.ts';
import { createSuggestions } from '../commands/index.ts';
import { createHealth } from '../health.ts';
import { createBundleFiles } from '../host/bundle-files.ts';
import { createMembership } from '../host/channels.ts';
import { createClickers } from '../host/clickers.ts';
import { createPeople } from '../host/people.ts';
import { createIntake, withSmallBody } from '../intake/index.ts';
import { createManual } from '../manual/index.ts';
import type { Hooks } from '../mattermost/index.ts';
import { meterIntake } from '../metrics/index.ts';
import { systemClock } from '../platform/clock.ts';
import { providers } from '../providers/registry.ts';
import { createAuditApi } from '../sidebar/audit.ts';
import { createDeadDeliveries } from '../sidebar/deliveries.ts';
import { createPrivateCommands } from '../sidebar/private-commands.ts';
import { createHistoryApi } from '../sidebar/history.ts';
import { createSidebar, type ListPlace } from '../sidebar/pipelines.ts';
import { actionPorts, callPorts } from './action-ports.ts';
import type { Identity } from './accounts.ts';
import type { Commands } from './commands.ts';
import { createHookCare } from './hook-care.ts';
import { createIntentsTab, type Intents } from './intents-tab.ts';
import { callerIn, createMachines } from './keys.ts';
import { createLogApi } from './logs.ts';
import type { Metrics } from './metrics.ts';
import { connectionOf, providerOf, viewsOf, type Parts } from './parts.ts';
import { createIssueWeb, createPreviewWeb } from './previews.ts';
import { createRefusedCalls } from './refused-calls.ts';
import { warnOfRefused } from './refused-deliveries.ts';
import { createSettingsPage } from './settings-page.ts';
import type { Wizard } from '../setup/index.ts';
import type { SubscriptionCare } from './subscription-care.ts';
import { createTabs } from './tabs.ts';

export function createWeb(
  parts: Parts,
  commands: Commands,
  identity: Identity,
  care: Pick<SubscriptionCare, 'changed'>,
  metrics: Pick<Metrics, 'web'>,
  intents: Intents,
  setup: Pick<Wizard, 'heard'>,
): Required<Hooks>['serveHttp'] {
  const { api, botId, log, configuration, storage } = parts;
  const web = createHealth(storage.state);
  const isMember = createMembership(api);
  const pipelinesOf = async (channelId: string, limit: number, before?: ListPlace) =>
    viewsOf(
      storage,
      await storage.subjects.inChannel(toChannelId(channelId), { limit, ...(before !== undefined && { before }) }),
      identity.named,
    );
  web.route('/', createSidebar({ isMember, pipelinesOf, refusedOf: createRefusedCalls(parts) }));
  const { past, failing } = storage.channelHistory;
  web.route(
    '/',
    createHistoryApi({
      isMember,
      past: (channelId, key, limit) => past(toChannelId(channelId), toSubjectKey(key), limit),
      failing: (channelId, since) => failing(toChannelId(channelId), since),
      now: systemClock,
    }),
  );
  web.route('/', createLogApi(parts, commands));
  web.route(
    '/',
    createDeadDeliveries({
      isAdministrator: createPeople(api).isAdministrator,
      ...storage.deliveries,
      replay: (which, userId) =>
        parts.guard.run(
          { act: 'ci.doctor', userId, from: 'sidebar', told: () => ({ what: 'replay', values: { which: String(which).slice(0, 300) } }) },
          () => storage.deliveries.replay(which),
        ),
    }),
  );
  web.route('/', createSettingsPage(parts, commands.ci));
  const { isAdministrator } = commands.ci.people;
  const { likesOf } = commands.ci.audit;
  web.route(
    '/',
    createAuditApi({
      isAdministrator,
      likesOf,
      lines: (question) => exportLines(storage.audit, question),
      refused: (userId, code) =>
        parts.guard.refused({ act: 'ci.audit', userId, from: 'sidebar', told: () => ({ what: 'export', values: {} }) }, code),
    }),
  );
  const { mayPost } = createClickers(api, botId, log);
  web.route(
    '/',
    createPrivateCommands({
      privateCommands: commands.privateCommands,
      mayPost,
      execute: ({ command, ...where }) => commands.execute(command, where),
    }),
  );
  web.route('/', createManual(createBundleFiles(api, 'docs')));
  web.route('/', identity.web);
  web.route('/', createTabs(parts, commands, identity));
  web.route('/', createIntentsTab(parts, intents));
  web.route('/', createPreviewWeb(parts, identity));
  web.route('/', createIssueWeb(parts, identity));
  web.route('/', metrics.web);
  const actions = createActions(actionPorts(parts, commands), createCalls(callPorts(parts, commands)));
  const suggestions = createSuggestions({ answers: commands.answers, command: commands.commandOf });
  const warnRefused = warnOfRefused(parts.warn);
  const received = createIntake({
    provider: providerOf,
    connection: (provider, name) => connectionOf(configuration.now(), provider, name),
    isAllowed: (address) => configuration.now().isAllowed(address),
    arriving: storage.deliveries.arriving,
    store: storage.deliveries.store,
    changed: care.changed,
    made: createHookCare(parts).newProject,
    heard(provider, connection) {
      storage.deliveries.heard(provider, connection);
      setup.heard(provider, connection);
    },
    refused(refusal) {
      parts.refusals.note(refusal);
      warnRefused(refusal);
    },
    now: systemClock,
    log,
  });
  const machines = createMachines(parts, intents.runs);
  const intake = meterIntake(
    received,
    parts.metering.meters,
    providers.map(({ name }) => name),
  );
  return (request, context, peer) => {
    const { pathname } = new URL(request.url);
    const caller = callerIn(parts, request, context.IPAddress, peer);
    if (pathname.startsWith('/webhooks/')) return intake(request, caller);
    const small = withSmallBody(request);
    const machine = machines(small, caller);
    if (machine !== undefined) return machine;
    if (pathname.startsWith('/suggestions/')) return suggestions(small);
    return pathname.startsWith('/actions/') ? actions(small, caller) : web.fetch(small);
  };
}
