// Routes: which news go to which rooms.

import * as z from 'zod';
import { eventKinds } from '../../ci/facts.ts';
import { statusWords } from '../../routing/status-words.ts';
import { oneOrMore } from './list.ts';
import { notify, thread } from './notify.ts';
import { room } from './room.ts';
import { glob } from './text.ts';
import { told } from './told.ts';

const globs = oneOrMore(glob);

function match(providers: readonly string[]) {
  return z
    .strictObject({
      provider: oneOrMore(z.enum(providers))
        .exactOptional()
        .meta(told('CI systems.', providers[0], providers.slice(0, 2))),
      connection: globs.exactOptional().meta(told('Names of connections; the one of the settings is called default.', 'lab')),
      project: globs
        .exactOptional()
        .meta(
          told(
            'Paths of projects, or names of jobs; capital letters are no different. * is any part of a name, ** any number of names.',
            'platform/**',
            ['platform/api', '**/website'],
          ),
        ),
      branch: globs.exactOptional().meta(told('Names of branches; the target of a merge request.', 'main', 'release/*')),
      tag: globs.exactOptional().meta(told('Names of tags.', 'v*')),
      event: oneOrMore(z.enum(eventKinds))
        .exactOptional()
        .meta(
          told(
            'Kinds of event. What is shown on the card of its pipeline, as deployments are, is posted by itself only where it is named here.',
            'pipeline',
            ['pipeline', 'deployment'],
          ),
        ),
      status: oneOrMore(z.enum(statusWords))
        .exactOptional()
        .meta(told('How it stands: of a pipeline, a quality gate, an alert, a merge request.', 'failed', ['failed', 'canceled'])),
      author: globs.exactOptional().meta(told('User names, or names, in the CI system.', 'renovate-bot', '*-bot')),
      label: globs
        .exactOptional()
        .meta(told('Labels of merge requests and issues; of alerts as name=value.', 'security', 'severity=critical')),
    })
    .refine(
      ({ branch, tag }) => branch === undefined || tag === undefined,
      'asks for a branch and a tag, and nothing has both: make two routes of it',
    )
    .meta(told('What it takes: every key must match, and of a list any.', { project: 'platform/**', branch: 'release/*' }));
}

export function route(providers: readonly string[]) {
  return z.strictObject({
    match: match(providers).prefault({}),
    to: oneOrMore(room).meta(
      told(
        'Where it goes: a channel, several, or [] for nowhere.',
        'releases',
        [{ team: 'city', channel: 'releases' }, { room: 'builds' }],
        [],
      ),
    ),
    notify: notify.exactOptional(),
    thread: thread.exactOptional(),
    continue: z.boolean().default(false).meta(told('Look at the routes after this one, too.', true)),
  });
}

export function routes(providers: readonly string[]) {
  return z
    .array(route(providers))
    .meta(
      told('The first route that matches wins, unless it says continue. What none matches goes to the default rooms.', [
        { match: { project: 'platform/**', event: ['pipeline', 'deployment'] }, to: 'releases', notify: 'changes' },
      ]),
    );
}
