// The table of contents of /jenkins: what answers each verb and each call.

import type { ProviderCommand } from '../../ci/command.ts';
import { administrationAnswers, administrationCalls } from './commands/administration-table.ts';
import { jenkinsGrammar } from './commands/grammar.ts';

const verbs = { ...administrationAnswers };

export const command: ProviderCommand = {
  grammar: { ...jenkinsGrammar, verbs: jenkinsGrammar.verbs.filter(({ name }) => verbs[name] !== undefined) },
  verbs,
  calls: { ...administrationCalls },
  suggestions: {},
  addressIn: ({ values }) => {
    const job = values.get('job');
    return job !== undefined && /^https?:\/\//i.test(job) ? job : undefined;
  },
  cardButtons: () => [],
};
