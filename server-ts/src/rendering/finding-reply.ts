// What was found out about a job that failed, as a post below its pipeline's card.

import type { Finding } from '../ci/finding.ts';
import type { PipelineState } from '../ci/state.ts';
import { codeBlock } from './code-block.ts';
import { countOf, opening, shown } from './foreign.ts';
import type { Reply } from './rendered.ts';
import { replyOf } from './reply.ts';
import { lookOf } from './status-look.ts';

const MAX_LINES = 30;
const MAX_LINE = 180;
const MAX_TESTS = 10;
const MAX_MESSAGE = 160;

/** `pipelines`: the one of the card, then those that are shown on it. */
export function findingReply(pipelines: readonly [PipelineState, ...PipelineState[]], finding: Finding): Reply {
  const state = pipelines.find(({ jobs }) => jobs.some(({ job }) => job.id === finding.jobId)) ?? pipelines[0];
  const job = state.jobs.find((seen) => seen.job.id === finding.jobId)?.job;
  const reason = job?.failureReason === undefined ? '' : `: ${shown(job.failureReason)}`;
  return replyOf({
    key: `log/${finding.jobId}`,
    headline: `✗ ${opening(state.pipeline.project)}${shown(finding.jobName)} failed${reason}${testWords(finding)}`,
    details: {
      look: lookOf('failed'),
      title: `Log of ${finding.jobName}`,
      url: job?.url,
      lines: linesOf(finding).filter((line) => line !== ''),
    },
  });
}

/** The code block is one line, so that the text is never cut inside it. */
function linesOf(finding: Finding): readonly string[] {
  const { logLines, linesLeftOut, problem, tests, testsLeftOut } = finding;
  const last = logLines.slice(-MAX_LINES);
  const left = linesLeftOut + logLines.length - last.length;
  const told = [...tests].sort((one, other) => Number(one.known) - Number(other.known)).slice(0, MAX_TESTS);
  const more = testsLeftOut + tests.length - told.length;
  return [
    problem === undefined ? '' : shown(problem, 200),
    last.length === 0 ? '' : codeBlock(last, MAX_LINE),
    last.length === 0 || left === 0 ? '' : `${countOf(left, 'line')} above not shown`,
    ...told.map(({ name, known, message }) => {
      const words = message === undefined ? '' : `: ${shown(message, MAX_MESSAGE)}`;
      return `✗ ${known ? '' : '**new** '}${shown(name, 120)}${words}`;
    }),
    more > 0 ? `and ${countOf(more, 'more failed test')}` : '',
  ];
}

function testWords({ tests, testsLeftOut }: Finding): string {
  if (tests.length === 0) return '';
  const fresh = tests.filter(({ known }) => !known).length;
  return ` (${countOf(tests.length + testsLeftOut, 'test')} failed${fresh > 0 ? `, ${fresh} new` : ''})`;
}
