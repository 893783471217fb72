// /ci: from the text that was typed to the reply.

import type { Deed } from '../answers/index.ts';
import { actOfVerb } from '../ci/act.ts';
import { verbAt, type Grammar } from '../ci/grammar.ts';
import { escape } from '../rendering/escape.ts';
import { apiKey } from './api-key.ts';
import { showAudit } from './audit.ts';
import { refuseAccounts, whoAmI } from './ci-accounts.ts';
import { ciGrammar } from './ci-grammar.ts';
import type { CiVerb } from './ci-grammar.ts';
import { doctor } from './doctor.ts';
import { showFlaky } from './flaky.ts';
import type { Handler } from './handler.ts';
import { helpText } from './help.ts';
import { mute } from './mute.ts';
import { parse } from './parse.ts';
import type { Parsed } from './parse.ts';
import type { CiPorts, CommandContext } from './ports.ts';
import { withCommandPage, withPages } from './read-more.ts';
import { fitReply, replyToFailure } from './reply.ts';
import type { Reply } from './reply.ts';
import { showStatus } from './status.ts';
import { listSubscriptions, subscribe, unsubscribe } from './subscribe.ts';
import { testRoute, testTemplate } from './test-verbs.ts';

import { deedOfTyped } from './typed-deed.ts';
const handlers: Readonly<Record<CiVerb, Handler>> = {
  status: showStatus,
  subscribe,
  subscriptions: listSubscriptions,
  unsubscribe,
  mute,
  route: testRoute,
  template: testTemplate,
  flaky: showFlaky,
  connect: refuseAccounts,
  disconnect: refuseAccounts,
  whoami: whoAmI,
  doctor,
  'api-key': apiKey,
  audit: showAudit,
  about: async (_typed, _context, ports) => showAbout(ports),
  help: async ({ values }, _context, ports) => helpWith(ports, [...values.values()]),
};

/** `command` as Mattermost gives it, with the slash. Rejects only on surprises. */
export async function runCiCommand(command: string, context: CommandContext, ports: CiPorts): Promise<Reply> {
  const parsed = parse(ciGrammar, command);
  if (parsed.kind === 'help') return helpWith(ports, parsed.path);
  if (parsed.kind === 'refused') return { text: refusal(parsed) };
  const handler = Object.entries(handlers).find(([name]) => name === parsed.path[0])?.[1];
  if (handler === undefined) return { text: helpText(ciGrammar, []) };
  return handler(parsed, context, ports)
    .then(fitReply)
    .catch((failure: unknown) => withPages(replyToFailure(failure), ports.manual));
}

/** What CI systems have commands of their own for is not found here: so those are named. */
function helpWith(ports: CiPorts, path: readonly string[]): Reply {
  const others = path.length > 0 ? [] : ports.otherCommands().map(({ trigger, summary }) => `\`/${trigger} help\` ${summary}`);
  const text = [helpText(ciGrammar, path), ...(others.length === 0 ? [] : ['', ...others.map((line) => `- ${line}`)])].join('\n');
  return withCommandPage({ text }, ports.manual, ciGrammar.trigger);
}

/** One who is told the right word needs no more; anyone else sees what there is. */
function refusal({ message, meant, path }: Extract<Parsed, { kind: 'refused' }>): string {
  const help = meant ? `\`/${[ciGrammar.trigger, 'help', ...path].join(' ')}\` lists all there are.` : `\n\n${helpText(ciGrammar, path)}`;
  return `${escape(message)}${meant ? ' ' : ''}${help}`;
}

function showAbout(ports: CiPorts): Reply {
  const { version, runtime } = ports.about();
  return { text: `CI Command Center ${escape(version)}, running on ${escape(runtime)}. \`/ci help\` lists what it can do.` };
}

/** What was typed, for permissions and the audit; undefined where it only asks for help or is not understood. */
export function deedOfCi(command: string): Deed | undefined {
  const parsed = parse(ciGrammar, command);
  if (parsed.kind !== 'run') return undefined;
  const grammar: Grammar = ciGrammar;
  return deedOfTyped(actOfVerb(grammar, parsed.path), verbAt(grammar, parsed.path), parsed);
}
