// The ways in which a CI system is told to send here: made by its API, or texts to paste, filled in for the person only.

import type { Answer, AnswerCall, AskedCall } from '../ci/command.ts';
import type { Connection } from '../ci/connection.ts';
import type { Paste, SetupOutcome, SetupWay } from '../ci/setup.ts';
import { join, say, type Words } from '../ci/words.ts';
import { CiError } from '../platform/errors.ts';
import { codeBlock } from '../rendering/code-block.ts';
import { argsOf, callTo } from './calls.ts';
import { connectionIn, systemOf, type Setting } from './connecting.ts';

/** Letters of one line that is pasted; certificates and addresses are shorter. */
const LONGEST_LINE = 4_000;

export function askWay(setting: Setting): AnswerCall {
  return async (asked) => {
    const { way, connection, title } = await find(setting, asked);
    const { fields = [] } = way;
    if (fields.length === 0) return run(setting, asked, way, connection);
    const args = { ...argsOf(connection), way: way.name };
    return {
      text: say`${title}: ${way.label}`,
      form: { title: way.label, submit: 'Do it', fields, call: callTo('setup-way-filled', args) },
    };
  };
}

export function runWay(setting: Setting): AnswerCall {
  return async (asked) => {
    const { way, connection } = await find(setting, asked);
    return run(setting, asked, way, connection);
  };
}

interface Found {
  readonly title: string;
  readonly way: SetupWay;
  readonly connection: Connection;
}

/** Throws CiError CI_SETUP_UNKNOWN, CI_SETUP_SITE. */
async function find(setting: Setting, { args }: AskedCall): Promise<Found> {
  const system = await systemOf(setting, args['provider']);
  const connection = connectionIn(system, args['connection']);
  const way = system.guide.ways.find(({ name }) => name === args['way']);
  if (way === undefined) throw new CiError('CI_SETUP_UNKNOWN', 'This way is not known any more.', 'Type `/ci setup` anew.');
  if (setting.ports.site() !== '') return { title: system.title, way, connection };
  throw new CiError(
    'CI_SETUP_SITE',
    'Mattermost does not know its own address.',
    'Set the Site URL in System Console → Environment → Web Server, then try again.',
  );
}

async function run(setting: Setting, asked: AskedCall, way: SetupWay, connection: Connection): Promise<Answer> {
  const { ports, wizard } = setting;
  const { systems } = ports;
  const outcome = await way.run({
    ...systems.place(connection),
    fields: asked.fields,
    own: () => systems.own(connection),
    as: () => systems.as(asked.person.userId, connection),
    keepHooks: (keep) => systems.desk.keepHooks(connection.provider, connection.name, keep),
    progress: (text) => asked.progress?.(text),
  });
  await wizard.renew();
  return answerOf(outcome);
}

function answerOf({ faults, pastes = [], text }: SetupOutcome): Answer {
  if (faults !== undefined && Object.keys(faults).length > 0) return { text, faults };
  return { text: join([text, ...pastes.map(pasteWords)]) };
}

function pasteWords({ language, text, title }: Paste): Words {
  const block = codeBlock(text.replace(/\n$/, '').split('\n'), LONGEST_LINE, language);
  return { pieces: [...say`**${title}**:\n`.pieces, { kind: 'own', text: block }] };
}
