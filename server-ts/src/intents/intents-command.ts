// `/ci intents` and `/ci run`: what can be run here, and the way from what was typed to a run.

import type { IntentList } from '@ci-command-center/contract';
import type { Answer, Asked, Suggest } from '../ci/command.ts';
import type { ChannelId } from '../ci/ids.ts';
import { say } from '../ci/words.ts';
import type { OwnVerbs } from '../commands/own-command.ts';
import { CiError } from '../platform/errors.ts';
import { nearest } from '../platform/nearest.ts';
import type { IntentBook } from './book.ts';
import type { Intent } from './intent.ts';
import { intentWords, listWords } from './list-words.ts';
import { planWords } from './plan-words.ts';
import { draftOf, FORM_CALL, formOf, isComplete, type Draft } from './run-form.ts';
import type { RunFrom, Runs } from './runs.ts';
import { readTyped } from './typed-values.ts';

export interface IntentsPorts {
  readonly book: IntentBook;
  readonly runs: Pick<Runs, 'start'>;
  /** As the person sees them in this channel. */
  listFor(userId: string, channelId: ChannelId): Promise<IntentList>;
}

const ASK_CALL = 'run-ask';
/** Letters of a name that is repeated. */
const LONGEST_NAME = 60;

export function intentsCommand({ book, runs, listFor }: IntentsPorts): OwnVerbs {
  const start = async (asked: Asked, intent: Intent, { values, subject, dryRun }: Draft, from: RunFrom): Promise<Answer> => {
    const outcome = await runs.start({
      intent: intent.name,
      values,
      by: { userId: asked.person.userId },
      channelId: asked.channelId,
      ...(subject !== '' && { subject }),
      from,
      dryRun,
    });
    if (outcome.kind === 'planned') return { text: planWords(intent, outcome.plan) };
    // Its card tells the rest.
    if (outcome.kind === 'accepted') return { text: say`` };
    const { code, message, remedy, fields } = outcome;
    if (from === 'dialog' && fields !== undefined) return { text: say`${message}`, faults: fields };
    throw new CiError(code, message, remedy);
  };
  return {
    answers: {
      async intents({ values, person, channelId }) {
        const list = await listFor(person.userId, channelId);
        const wanted = values.get('intent');
        if (wanted === undefined) return { text: listWords(list), ...menuOf(list) };
        const found = list.intents.find(({ name }) => name === find(book, wanted).name);
        return found === undefined ? { text: listWords(list) } : { text: intentWords(found) };
      },
      async run({ words, flags, ...asked }) {
        const [name = '', ...rest] = words;
        const intent = find(book, name);
        const subject = flags.get('for');
        const draft: Draft = {
          values: readTyped(intent, rest),
          subject: typeof subject === 'string' ? subject : '',
          dryRun: flags.has('dry-run'),
        };
        if (isComplete(intent, draft)) return start(asked, intent, draft, 'command');
        return { text: say`${intent.name} needs more values:`, form: formOf(intent, draft) };
      },
    },
    calls: {
      async [ASK_CALL]({ args: { choice = '' } }) {
        return { text: say``, form: formOf(find(book, choice), { values: {}, subject: '', dryRun: false }) };
      },
      async [FORM_CALL]({ args: { intent = '', dry }, fields, ...asked }) {
        return start(asked, find(book, intent), { ...draftOf(fields), dryRun: dry === 'yes' }, 'dialog');
      },
    },
    acts: { [ASK_CALL]: 'run', [FORM_CALL]: 'run' },
    suggestions: { intent: suggestIntents(book), value: suggestValues(book) },
  };
}

/** Throws CiError `CI_INTENT_UNKNOWN`. */
function find(book: IntentBook, typed: string): Intent {
  const found = book.find(typed) ?? book.find(typed.toLowerCase());
  if (found !== undefined) return found;
  const meant = nearest(
    typed.toLowerCase(),
    book.all().map(({ name }) => name),
  );
  throw new CiError(
    'CI_INTENT_UNKNOWN',
    `There is no intent ${typed.slice(0, LONGEST_NAME)}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
    'Type `/ci intents` for those there are.',
  );
}

function menuOf({ intents }: IntentList): Pick<Answer, 'menu'> {
  const mine = intents.filter(({ refusal }) => refusal === undefined);
  if (mine.length === 0) return {};
  return { menu: { label: 'Run …', call: { name: ASK_CALL, args: {} }, choices: mine.map(({ name }) => ({ label: name, value: name })) } };
}

function suggestIntents(book: IntentBook): Suggest {
  return async () => book.all().map(({ name, description = '' }) => ({ text: name, help: description }));
}

/** `name=`, and for choices each of them; what stands there already is not offered again. */
function suggestValues(book: IntentBook): Suggest {
  return async (_asked, typed, before = []) => {
    const intent = before.map((word) => book.find(word)).find((each) => each !== undefined);
    const given = new Set(before.map((word) => word.split('=')[0] ?? ''));
    return (intent?.parameters ?? [])
      .filter(({ name, type }) => type !== 'secret' && !given.has(name))
      .flatMap((parameter) => {
        const { name, help = '', type } = parameter;
        const choices = type === 'choice' ? parameter.choices : type === 'boolean' ? ['true', 'false'] : [];
        if (choices.length === 0) return [{ text: typed.startsWith(`${name}=`) ? typed : `${name}=`, help }];
        return choices.map((choice) => ({ text: `${name}=${choice}`, help }));
      });
  };
}
