// The announcement: words of the administrator's own, in a channel of their choice.

import type { AnswerCall } from '../ci/command.ts';
import { code, join, say, type Words } from '../ci/words.ts';
import { callTo } from './calls.ts';
import type { Setting } from './connecting.ts';
import type { SetupFacts } from './ports.ts';

/** Letters. */
const MOST = 4_000;

export function askAnnouncement({ ports, wizard }: Setting): AnswerCall {
  return async () => {
    const [open, facts] = await Promise.all([ports.channels.open(), wizard.facts()]);
    const [first] = open;
    return {
      text: say`The announcement is written in a form:`,
      form: {
        title: 'Announcement',
        submit: 'Post it',
        fields: [
          {
            kind: 'choice',
            name: 'channel',
            label: 'Channel',
            choices: open.map(({ id, title }) => ({ label: title, value: id })),
            ...(first !== undefined && { value: first.id }),
          },
          { kind: 'lines', name: 'message', label: 'Message', value: draftOf(facts) },
        ],
        call: callTo('setup-announced'),
      },
    };
  };
}

function draftOf({ channels: { names }, systems }: SetupFacts): string {
  const used = systems.filter(({ connections }) => connections.some(({ connection: { url }, heard }) => url !== '' || heard !== undefined));
  const titles = used.map(({ title }) => title);
  return [
    'Hi team,',
    '',
    `the CI Command Center is here${titles.length === 0 ? '' : `: it brings the news of ${titles.join(', ')}`}.`,
    `Builds are told in ~${names.builds}, merge requests in ~${names.reviews}, alerts in ~${names.alerts}.`,
    'Type `/ci connect` to link your account, `/ci subscribe` to follow a project in a channel, and `/ci help` to see what else there is.',
  ].join('\n');
}

export function announce({ ports, wizard }: Setting): AnswerCall {
  return async ({ fields }) => {
    const message = (fields['message'] ?? '').trim();
    if (message === '') return { text: say``, faults: { message: 'Say something.' } };
    const channel = (await ports.channels.open()).find(({ id }) => id === fields['channel']);
    if (channel === undefined) return { text: say``, faults: { channel: 'Choose one of the team’s public channels.' } };
    await ports.channels.announce(channel.id, wordsOf(message.slice(0, MOST)));
    await wizard.change(({ at: _at, ...state }) => ({ ...state, announced: ports.now() }));
    return { text: say`✓ It was announced in ${channel.title}.` };
  };
}

/** Commands between backticks are shown as code; all else as it was written. */
function wordsOf(message: string): Words {
  const parts = message.split('`');
  return join(
    parts.map((part, index) => (index % 2 === 1 && index < parts.length - 1 ? code(part) : say`${part}`)),
    '',
  );
}
