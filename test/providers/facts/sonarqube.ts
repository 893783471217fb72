// The known facts of SonarQube's deliveries.

import { expect } from '@jest/globals';
import { identityOf } from '../../../server-ts/src/ci/subject.ts';
import { projectPath, reads, stateOf, type Checks } from './check.ts';

const verdicts: Readonly<Record<string, string>> = { OK: 'passed', ERROR: 'failed' };

export const sonarqubeChecks: Checks = {
  task_status: (fact, shown) => expect(stateOf(shown, 'gate').analyses[0].status === 'error').toBe(fact !== 'SUCCESS'),
  project: projectPath,
  key: (fact, { state }) => expect(identityOf(state).project?.id).toBe(fact),
  // Of a pull request only its own address leads to it.
  url: (fact, { state, rendered }) => {
    expect(identityOf(state).project?.url).toBe(fact);
    expect(rendered.content.props.attachments[0]?.title_link?.startsWith(String(fact))).toBe(true);
  },
  branch: reads,
  branch_type: (fact, shown) => {
    expect(stateOf(shown, 'gate').analyses[0].ref?.kind).toBe(fact === 'PULL_REQUEST' ? 'merge-request' : 'branch');
    expect(shown.card.includes('Merge request')).toBe(fact === 'PULL_REQUEST');
  },
  gate: reads,
  gate_status: (fact, shown) => {
    expect(stateOf(shown, 'gate').analyses[0].status).toBe(verdicts[String(fact)]);
    reads(verdicts[String(fact)], shown);
  },
  failed_conditions: (fact, shown) => {
    const { conditions } = stateOf(shown, 'gate').analyses[0];
    const failed = conditions.filter(({ status }) => status === 'failed');
    expect(failed.map(({ metric, value, threshold }) => `${metric} ${value} (limit ${threshold})`)).toEqual(fact);
    for (const { metric, value = '', threshold = '' } of failed)
      for (const words of [metric.replace(/^new_/, '').replaceAll('_', ' '), asRead(metric, value), asRead(metric, threshold)])
        reads(words, shown);
    const [_headline, ...lines] = shown.card.split('\n');
    expect(lines.filter((line) => line.startsWith('✗ '))).toHaveLength(failed.length);
  },
  revision: (fact, shown) => {
    expect(stateOf(shown, 'gate').analyses[0].sha).toBe(fact);
    reads(String(fact).slice(0, 8), shown);
  },
};

/** Ratings are letters; nobody reads fourteen decimals. */
function asRead(metric: string, value: string): string {
  return metric.endsWith('_rating') ? 'ABCDE'.charAt(Number(value) - 1) : String(Number(Number(value).toFixed(2)));
}
