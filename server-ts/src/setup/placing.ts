// Team and channels: found or made, never twice.

import type { AnswerCall, Choice, Field } from '../ci/command.ts';
import { join, say } from '../ci/words.ts';
import { asProblem } from '../platform/errors.ts';
import { callTo } from './calls.ts';
import type { Setting } from './connecting.ts';
import type { ChannelNames } from './ports.ts';

/** As `model.IsValidChannelIdentifier` has it, and two letters at least. */
const CHANNEL = /^[a-z0-9][a-z0-9_-]{0,62}[a-z0-9]$/;
/** No team's name holds a space. */
const NEW = 'a new team';

export function askChannels({ ports }: Setting): AnswerCall {
  return async () => {
    const [{ names, team }, teams] = await Promise.all([ports.channels.look(), ports.channels.teams()]);
    const choices: readonly Choice[] = [
      ...teams.map(({ name, title }) => ({ label: title === name ? title : `${title} (${name})`, value: name })),
      { label: 'A new team …', value: NEW },
    ];
    const chosen = team?.name ?? teams[0]?.name ?? NEW;
    return {
      text: say`Team and channels are chosen in a form:`,
      form: {
        title: 'Team and channels',
        introduction: say`Channels that are there are used; those that are missing are made, as public ones.`,
        submit: 'Use them',
        fields: [
          { kind: 'choice', name: 'team', label: 'Team', choices, value: chosen },
          newTeamField(teams.length > 0),
          channelField('builds', 'Builds, deployments', names.builds),
          channelField('reviews', 'Reviews, pushes, tags', names.reviews),
          channelField('alerts', 'Gates and alerts', names.alerts),
          { kind: 'yes-no', name: 'join', label: 'Let me join them', value: true },
        ],
        call: callTo('setup-channels-filled'),
      },
    };
  };
}

function channelField(name: keyof ChannelNames, label: string, value: string): Field {
  return { kind: 'text', name, label, value };
}

function newTeamField(optional: boolean): Field {
  return { kind: 'text', name: 'title', label: 'Name of a new team', help: 'Only for a new team.', optional };
}

export function chooseChannels({ ports, wizard }: Setting): AnswerCall {
  return async ({ fields, person: { userId } }) => {
    const filled = (name: string): string => (fields[name] ?? '').trim();
    const names = { builds: nameOf(filled('builds')), reviews: nameOf(filled('reviews')), alerts: nameOf(filled('alerts')) };
    const wrong = Object.entries(names).filter(([, name]) => !CHANNEL.test(name));
    const faults = Object.fromEntries(
      wrong.map(([field]) => [field, 'A channel’s name is of small letters, digits, dashes and underscores, two at least.']),
    );
    const isNew = filled('team') === NEW;
    if (isNew && filled('title').length < 2) faults['title'] = 'How shall the new team be called?';
    if (Object.keys(faults).length > 0) return { text: say``, faults };
    try {
      const team = isNew ? await ports.channels.makeTeam(filled('title'), userId) : filled('team');
      await ports.channels.choose({ team, ...names });
      if (fields['join'] !== 'false') await ports.channels.join(userId);
    } catch (error) {
      const { code, message, remedy } = asProblem(error);
      if (code === 'CI_UNEXPECTED') throw error;
      return { text: say``, faults: { [isNew ? 'title' : 'team']: `${message} ${remedy}` } };
    }
    await wizard.change(({ at: _at, ...state }) => state);
    const all = [...new Set(Object.values(names))].map((name) => say`~${name}`);
    return { text: say`✓ The channels are there: ${join(all, ', ')}.` };
  };
}

/** As people write it, too: `~Builds`. */
function nameOf(text: string): string {
  return text.replace(/^~/, '').toLowerCase();
}
