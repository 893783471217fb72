// `settings`: what a person is told directly, and the switches for it; also those below the messages themselves.

import type { Answer, Asked, Button } from '../ci/command.ts';
import type { Verb } from '../ci/grammar.ts';
import { noticeWords, type NoticeKind } from '../ci/notice.ts';
import { code, join, say, type Words } from '../ci/words.ts';
import { CiError } from '../platform/errors.ts';
import { OFF_CALL } from './message.ts';
import type { PersonalCommand, PersonalProvider } from './personal-command.ts';
import { isKind, type Preferences, type PreferencesChange, type PreferencesTable } from './preferences.ts';

export const SET_CALL = 'settings-set';

const labels: Readonly<Record<NoticeKind, string>> = {
  pipeline: 'pipelines',
  review: 'reviews',
  assigned: 'assignments',
  mentioned: 'mentions',
  commented: 'comments',
  approved: 'approvals',
  merged: 'merges',
  closed: 'closings',
  deployment: 'deployments',
};

export function settingsCommand(provider: PersonalProvider, preferences: PreferencesTable): PersonalCommand {
  const set = async (asked: Asked, change: PreferencesChange): Promise<Answer> => {
    const now = await preferences.change(asked.person.userId, provider.name, change);
    return shown(provider, now, say`Settings updated.`);
  };
  return {
    verbs: [settingsVerb(provider)],
    answers: {
      async settings({ words, ...asked }) {
        // A word alone asks how it is.
        if (words.length === 0 || (words.length === 1 && isSetting(provider, words[0])))
          return shown(provider, await preferences.of(asked.person.userId, provider.name));
        return set({ ...asked }, changeOf(provider, words));
      },
    },
    calls: {
      [SET_CALL]: async ({ args: { words = '' }, ...asked }) => set(asked, changeOf(provider, words.split(' '))),
      async [OFF_CALL]({ args: { kinds = '' }, person: { userId } }) {
        const off = kinds.split(',').filter(isKind);
        await preferences.change(userId, provider.name, { what: 'kinds', kinds: off, on: false });
        return {
          text: offWords(provider, off),
          buttons: off.map((kind) => button(`Turn ${labels[kind]} on again`, `notifications ${kind} on`)),
        };
      },
    },
    acts: { [SET_CALL]: 'settings', [OFF_CALL]: 'settings' },
  };
}

export function settingsVerb({ title, notices, hasTodo }: PersonalProvider): Verb {
  return {
    name: 'settings',
    summary: `What ${title} tells you in direct messages, and when it reminds you`,
    parameters: [
      {
        name: 'what',
        required: false,
        help: 'Direct messages, or the daily reminder',
        choices: ['notifications', ...(hasTodo ? ['reminders'] : [])],
      },
      { name: 'kind', form: 'kind|on|off', required: false, help: 'All of them, or only one kind', choices: ['on', 'off', ...notices] },
      { name: 'value', form: 'on|off', required: false, help: 'After a kind', choices: ['on', 'off'] },
    ],
    changes: 'personal',
    shows: [''],
    examples: [
      'settings',
      'settings notifications off',
      'settings notifications commented off',
      ...(hasTodo ? ['settings reminders on'] : []),
    ],
  };
}

/** Throws CiError `CI_SETTINGS_WORDS`. */
function changeOf(provider: PersonalProvider, words: readonly string[]): PreferencesChange {
  const [what, second, third, ...more] = words.map((word) => word.toLowerCase());
  const on = switchOf(third ?? second);
  if (more.length > 0 || on === undefined || what === undefined || second === undefined) throw unclear(provider);
  if (third === undefined && (what === 'notifications' || (what === 'reminders' && provider.hasTodo))) return { what, on };
  if (what === 'notifications' && third !== undefined && isKind(second) && provider.notices.includes(second))
    return { what: 'kinds', kinds: [second], on };
  throw unclear(provider);
}

function isSetting({ hasTodo }: PersonalProvider, word: string | undefined): boolean {
  const name = word?.toLowerCase();
  return name === 'notifications' || (name === 'reminders' && hasTodo);
}

function switchOf(word: string | undefined): boolean | undefined {
  if (word === 'on' || word === 'true') return true;
  return word === 'off' || word === 'false' ? false : undefined;
}

function unclear({ trigger, notices, hasTodo }: PersonalProvider): CiError {
  const reminders = hasTodo ? ` \`/${trigger} settings reminders on|off\`,` : '';
  return new CiError(
    'CI_SETTINGS_WORDS',
    'That is no setting.',
    `Type \`/${trigger} settings notifications on|off\`,${reminders} or for one kind \`/${trigger} settings notifications <${notices.join('|')}> on|off\`.`,
  );
}

function shown(provider: PersonalProvider, { notifications, reminders, kindsOff }: Preferences, first?: Words): Answer {
  const { title, notices, hasTodo } = provider;
  const kinds = notices.map((kind) => say`- ${sign(!kindsOff.includes(kind))} ${code(kind)} ${noticeWords[kind]}`);
  const all = notifications
    ? [say`Direct messages from ${title} are **on**. You are told when`, ...kinds]
    : [say`Direct messages from ${title} are **off**.`];
  const daily = hasTodo
    ? [
        say``,
        reminders
          ? say`The daily reminder is **on**: on workdays at nine, by your clock, what waits for you.`
          : say`The daily reminder of what waits for you is **off**.`,
      ]
    : [];
  const buttons = [
    toggle('messages', 'notifications', notifications),
    ...(hasTodo ? [toggle('reminders', 'reminders', reminders)] : []),
    ...(notifications ? notices.map((kind) => toggle(labels[kind], `notifications ${kind}`, !kindsOff.includes(kind))) : []),
  ];
  return { text: join([...(first === undefined ? [] : [first]), ...all, ...daily]), buttons };
}

function sign(on: boolean): Words {
  return on ? say`✓` : say`✗ (off)`;
}

function toggle(label: string, words: string, isOn: boolean): Button {
  return button(`Turn ${label} ${isOn ? 'off' : 'on'}`, `${words} ${isOn ? 'off' : 'on'}`);
}

function button(label: string, words: string): Button {
  return { label, call: { name: SET_CALL, args: { words } } };
}

function offWords({ trigger }: PersonalProvider, kinds: readonly NoticeKind[]): Words {
  const said = kinds.map((kind) => say`${noticeWords[kind]}`);
  return join([say`You are not told any more when ${join(said, ', or ')}.`, say`${code(`/${trigger} settings`)} shows all switches.`], ' ');
}
