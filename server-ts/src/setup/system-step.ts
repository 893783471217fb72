// What the post says of one kind of CI system: what to do before, how it is told to send here, what came.

import type { Button } from '../ci/command.ts';
import type { Connection } from '../ci/connection.ts';
import type { SetupPlace } from '../ci/setup.ts';
import { code, join, link, say, type Words } from '../ci/words.ts';
import { argsOf, buttonTo } from './calls.ts';
import type { ConnectionSeen, SystemSeen } from './ports.ts';
import type { StepView } from './step-view.ts';
import { isUnused } from './steps.ts';

export function systemView(system: SystemSeen, connection: Connection | undefined, place: (of: Connection) => SetupPlace): StepView {
  const { title, provider } = system;
  const seen = system.connections.find((each) => each.connection === connection);
  if (seen === undefined || isUnused(seen)) return newView(system, seen, place);
  const { name, url } = seen.connection;
  const named = system.connections.length > 1 ? say` ${code(name)}` : say``;
  return {
    title: `${title}${system.connections.length > 1 ? ` (${name})` : ''}`,
    text: join([
      ...(url === '' ? [] : [say`${title}${named} is at ${link(url, url)}.`]),
      heardWords(title, seen, place(seen.connection).hook.url),
    ]),
    buttons: [...wayButtons(system, seen), ...aroundButtons(provider, title, seen)],
  };
}

/** Nothing was entered yet; where nothing needs to be, it can be told to send all the same. */
function newView(system: SystemSeen, seen: ConnectionSeen | undefined, place: (of: Connection) => SetupPlace): StepView {
  const { guide, provider, title } = system;
  const connection = seen?.connection ?? { provider, name: 'default', url: '', webhookSecrets: [] };
  const before = guide.before?.(place(connection));
  const args = seen === undefined ? { provider } : argsOf(connection);
  return {
    title,
    text: join([say`It brings ${guide.purpose}.`, ...(before === undefined ? [] : [before])]),
    buttons: [
      { ...buttonTo(`Set up ${title} …`, 'setup-connection', args), style: 'primary' },
      ...(seen === undefined ? [] : wayButtons(system, seen)),
    ],
  };
}

function heardWords(title: string, { heard }: ConnectionSeen, url: string): Words {
  if (heard !== undefined) return say`✓ Its deliveries arrive here.`;
  return say`○ Nothing has come yet. ${title} is to send its events to ${code(url)}`;
}

function wayButtons({ guide, provider }: SystemSeen, { connection, heard }: ConnectionSeen): readonly Button[] {
  return guide.ways.map(({ name, label, fields = [] }, index) => ({
    ...buttonTo(fields.length === 0 ? label : `${label} …`, 'setup-way', { ...argsOf({ provider, name: connection.name }), way: name }),
    ...(index === 0 && heard === undefined && connection.url !== '' && { style: 'primary' as const }),
  }));
}

function aroundButtons(provider: string, title: string, seen: ConnectionSeen): readonly Button[] {
  const args = argsOf(seen.connection);
  return [
    buttonTo('Check', 'setup-check', args),
    buttonTo('Change …', 'setup-connection', args),
    buttonTo(`Add another ${title} …`, 'setup-connection', { provider }),
  ];
}
