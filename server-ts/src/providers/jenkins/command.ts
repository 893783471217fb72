// The table of /jenkins: each verb and each call with what answers it.

import type { AskedVerb, ProviderCommand } from '../../ci/command.ts';
import { cardButtons, queuedButtons } from './card-buttons.ts';
import { abort, abortCall } from './commands/abort.ts';
import { administrationActs, administrationAnswers, administrationCalls } from './commands/administration-table.ts';
import { build, buildChosen, buildFilled, rebuild } from './commands/build.ts';
import { builds } from './commands/builds.ts';
import { openLog } from './commands/get-log.ts';
import { jenkinsGrammar } from './commands/grammar.ts';
import { answerInput, input, inputAbort, inputFilled } from './commands/input.ts';
import { nodes } from './commands/nodes.ts';
import { queue } from './commands/queue.ts';
import { status } from './commands/status.ts';
import { watch } from './commands/watch.ts';
import { createJobSuggestions } from './suggestions.ts';
import { createValueSuggestions } from './value-suggestions.ts';

export const command: ProviderCommand = {
  grammar: jenkinsGrammar,
  verbs: { build, abort, watch, input, status, builds, queue, nodes, ...administrationAnswers },
  calls: {
    build: buildChosen,
    'build-filled': buildFilled,
    rebuild,
    abort: abortCall,
    'input-answer': answerInput,
    'input-filled': inputFilled,
    'input-abort': inputAbort,
    log: openLog,
    ...administrationCalls,
  },
  acts: {
    build: 'build',
    'build-filled': 'build',
    rebuild: 'build',
    abort: 'abort',
    'input-answer': 'input',
    'input-filled': 'input',
    'input-abort': 'input',
    log: 'get-log',
    ...administrationActs,
  },
  suggestions: () => ({ ...createJobSuggestions(), values: createValueSuggestions() }),
  addressIn,
  queuedButtons,
  cardButtons,
};

function addressIn({ values }: Pick<AskedVerb, 'values'>): string | undefined {
  const typed = values.get('job') ?? '';
  return /^https?:\/\//i.test(typed) ? typed : undefined;
}
