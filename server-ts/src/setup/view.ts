// How things are → the setup's post: all steps with what is done, and the one that it is at with its buttons. Pure.

import { createHash } from 'node:crypto';
import type { Button, Choice } from '../ci/command.ts';
import type { Connection } from '../ci/connection.ts';
import type { SetupPlace } from '../ci/setup.ts';
import { code, join, say, type Words } from '../ci/words.ts';
import { ownConnection } from '../commands/own-command.ts';
import type { PostAction } from '../rendering/actions.ts';
import { callActions } from '../rendering/call-actions.ts';
import { shorten } from '../rendering/shorten.ts';
import { markdownOf, plainOf } from '../rendering/words.ts';
import { buttonTo, callTo } from './calls.ts';
import type { ChannelsSeen, SetupContent, SetupFacts } from './ports.ts';
import type { SetupState } from './state.ts';
import { ANNOUNCEMENT, CHANNELS, connectionAt, END, hasChannels, placeOf, stepAfter, stepsOf, type Step, type StepMark } from './steps.ts';
import type { StepView } from './step-view.ts';
import { systemView } from './system-step.ts';

const marks: Readonly<Record<StepMark, readonly [symbol: string, word: string]>> = {
  done: ['✓', ''],
  waiting: ['◐', ' – waits for its first delivery'],
  skipped: ['–', ' – passed over'],
  open: ['○', ''],
};
const COLOR = '#1c58d9';
const MOST = 7_000;
const origin = { provider: ownConnection.provider, connection: ownConnection.name };

export function setupPost(facts: SetupFacts, state: SetupState, place: (of: Connection) => SetupPlace): SetupContent {
  const steps = stepsOf(facts, state);
  const done = steps.filter(({ mark }) => mark === 'done').length;
  const at = placeOf(facts, state);
  const view = viewAt(facts, state, place);
  const list = attachmentOf(listWords(facts, steps, at.step), [
    ...actionsOf([...facts.more.flatMap(({ buttons }) => buttons), buttonTo('Hand over …', 'setup-hand-over')]),
    ...menuOf(facts, steps),
  ]);
  const shown = attachmentOf(join([say`**${view.title}**`, view.text]), actionsOf([...view.buttons, ...movesFrom(facts, state, at.step)]));
  const message = `**Setting up CI Command Center** · ${done} of ${steps.length} steps are done`;
  return contentOf(message, [list, { ...shown, color: COLOR }]);
}

/** What stays of it when it is nobody's any more. */
export function closedPost(words: Words): SetupContent {
  return contentOf('', [attachmentOf(words, [])]);
}

export function greetingPost(words: Words, buttons: readonly Button[]): SetupContent {
  return contentOf('', [attachmentOf(words, actionsOf(buttons))]);
}

/** `ci_setup` tells whether a stored post says the same already, whichever node made it say so. */
function contentOf(message: string, attachments: readonly object[]): SetupContent {
  const substance = createHash('sha256')
    .update(JSON.stringify([message, attachments]))
    .digest('hex');
  return { type: '', message, props: { ci_setup: substance, attachments } };
}

function viewAt(facts: SetupFacts, state: SetupState, place: (of: Connection) => SetupPlace): StepView {
  const { step, connection } = placeOf(facts, state);
  if (step === CHANNELS) return channelsView(facts);
  if (step === ANNOUNCEMENT) return announcementView(state);
  const system = facts.systems.find(({ provider }) => provider === step);
  return system === undefined ? endView(facts, state) : systemView(system, connectionAt(system, connection), place);
}

function channelsView({ channels }: SetupFacts): StepView {
  const buttons: readonly Button[] = [
    { ...buttonTo('Choose team and channels …', 'setup-channels'), ...(!hasChannels(channels) && { style: 'primary' }) },
  ];
  return { title: 'Team and channels', text: channelsWords(channels), buttons };
}

function channelsWords({ team, names, found }: ChannelsSeen): Words {
  const row = (name: string, what: string): Words => say`${found.includes(name) ? '✓' : '○'} ${code(`~${name}`)} for ${what}`;
  return join([
    team === undefined ? say`Which team’s channels shall be told?` : say`In the team **${team.title}**:`,
    row(names.builds, 'builds and deployments'),
    row(names.reviews, 'merge requests, pushes, releases and comments'),
    row(names.alerts, 'failed quality gates and alerts'),
    say`Those that are there are used; those that are missing are made.`,
  ]);
}

function announcementView({ announced }: SetupState): StepView {
  const text =
    announced === undefined
      ? say`Tell the others what is here now, and how they link their accounts: you choose the channel and may change the words.`
      : say`✓ It was announced.`;
  const label = announced === undefined ? 'Write it …' : 'Announce it again …';
  return {
    title: 'Announcement',
    text,
    buttons: [{ ...buttonTo(label, 'setup-announcement'), ...(announced === undefined && { style: 'primary' }) }],
  };
}

function endView(facts: SetupFacts, state: SetupState): StepView {
  const left = stepsOf(facts, state).filter(({ mark }) => mark === 'open' || mark === 'waiting');
  const text =
    left.length === 0
      ? say`That is all. ${code('/ci subscribe')} brings single projects into other channels; ${code('/ci setup')} shows this again.`
      : say`Still open: ${left.map(({ title }) => title).join(', ')}. It stays here, and ${code('/ci setup')} shows it again.`;
  return {
    title: left.length === 0 ? 'Everything is set up' : 'For now that is all',
    text,
    buttons: [{ ...buttonTo('Check it all', 'setup-doctor'), style: 'primary' }, buttonTo('Finish', 'setup-finish')],
  };
}

function listWords({ site, more }: SetupFacts, steps: readonly Step[], at: string): Words {
  const rows = steps.map(({ mark, name, title }) => {
    const [symbol, word] = marks[mark];
    return name === at ? say`${symbol} **${title}**${word} ◂` : say`${symbol} ${title}${word}`;
  });
  const siteless = say`⚠ Mattermost does not know its own address, so nobody can send to it: set the Site URL in System Console → Environment → Web Server.`;
  return join([...(site === '' ? [siteless] : []), ...rows, ...more.map(({ text }) => text)]);
}

function movesFrom(facts: SetupFacts, state: SetupState, step: string): readonly Button[] {
  const steps = stepsOf(facts, state);
  const here = steps.find(({ name }) => name === step);
  if (here === undefined) return [];
  const next = stepAfter(facts, state, step);
  const title = steps.find(({ name }) => name === next)?.title;
  const forward = buttonTo(title === undefined ? 'Next' : `Next: ${title}`, 'setup-go', { choice: next });
  if (here.mark === 'open') return [buttonTo('Skip', 'setup-skip', { step })];
  return [here.mark === 'done' ? { ...forward, style: 'primary' } : forward];
}

function menuOf({ systems }: SetupFacts, steps: readonly Step[]): readonly PostAction[] {
  const choices = steps.flatMap(({ name, title }): readonly Choice[] => {
    const connections = systems.find(({ provider }) => provider === name)?.connections ?? [];
    if (connections.length < 2) return [{ label: title, value: name }];
    return connections.map(({ connection }) => ({ label: `${title} ${connection.name}`, value: `${name}/${connection.name}` }));
  });
  return callActions(
    origin,
    { menu: { label: 'Go to …', call: callTo('setup-go'), choices: [...choices, { label: 'The end', value: END }] } },
    'go',
  );
}

/** Each has an id of its own meaning: a click on an older version of the post must not do something else. */
function actionsOf(buttons: readonly Button[]): readonly PostAction[] {
  return buttons.flatMap((button) => {
    const id = createHash('sha256').update(JSON.stringify(button.call)).digest('hex').slice(0, 16);
    return callActions(origin, { buttons: [button] }, `s${id}x`);
  });
}

/** Addresses stand in attachments: the server looks up those of messages. */
function attachmentOf(text: Words, actions: readonly PostAction[]) {
  return { fallback: shorten(plainOf(text), 200), text: markdownOf(text, MOST), ...(actions.length > 0 && { actions }) };
}
