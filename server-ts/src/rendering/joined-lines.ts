// What is shown on a pipeline's card besides the pipeline itself: a line a kind.

import type { Finding } from '../ci/finding.ts';
import { detailsOf, type PipelineState } from '../ci/state.ts';
import { failedJobs, statusOf } from '../ci/status.ts';
import { lookOfArtifact } from './artifact-words.ts';
import { linked, MAX_NAME, shown } from './foreign.ts';
import { analysisOf, conditionWords, failedConditions, gateName, lookOfGate } from './gate-words.ts';
import type { Joined } from './joined.ts';
import { listSome } from './shorten.ts';
import { lookOf } from './status-look.ts';

const MAX_PIPELINES = 8;
const MAX_GATES = 3;
const MAX_CONDITIONS = 4;
const MAX_ARTIFACTS = 6;
const MAX_DEPLOYMENTS = 6;
const MAX_TESTS = 5;

/** Markdown; nothing for what there is none of. `sha`: the commit that the card is about. */
export function joinedLines(joined: Joined, sha: string | undefined): readonly string[] {
  return [
    line('Child pipelines', joined.children.map(pipelineItem), MAX_PIPELINES, ' · '),
    line('Builds', joined.builds.map(pipelineItem), MAX_PIPELINES, ' · '),
    ...joined.gates.slice(0, MAX_GATES).map((gate) => gateLine(gate, sha)),
    line('Artifacts', joined.artifacts.map(artifactItem), MAX_ARTIFACTS, ' · '),
    line('Deployments', joined.deployments.map(deploymentItem), MAX_DEPLOYMENTS, ' · '),
  ].filter((each) => each !== '');
}

/** `**Tests:** 3 of 120 failed, 1 new: …`; empty when none failed or none are known. */
export function testsLine(state: PipelineState, findings: readonly Finding[]): string {
  const told = testsOf(state, findings);
  if (told === undefined || told.failed === 0) return '';
  const of = told.total === undefined ? '' : ` of ${told.total}`;
  const fresh = told.fresh === undefined || told.fresh === 0 ? '' : `, ${told.fresh === told.failed ? 'all' : told.fresh} new`;
  const names =
    told.names.length === 0
      ? ''
      : `: ${listSome(
          told.names.map((name) => shown(name)),
          MAX_TESTS,
        )}`;
  return `**Tests:** ${told.failed}${of} failed${fresh}${names}`;
}

export interface ToldTests {
  readonly total?: number;
  readonly failed: number;
  readonly skipped?: number;
  /** Failed ones that had not failed before; undefined when that is not known. */
  readonly fresh?: number;
  /** Of failed ones, the new first; some. */
  readonly names: readonly string[];
}

/** From the pipeline's own report and from what was found out about its failed jobs. */
export function testsOf(state: PipelineState, findings: readonly Finding[]): ToldTests | undefined {
  const { tests } = detailsOf(state);
  const standing = findings.filter((finding) => stands(state, finding));
  const found = standing.flatMap((finding) => finding.tests);
  const leftOut = standing.reduce((sum, { testsLeftOut }) => sum + testsLeftOut, 0);
  if (tests === undefined && found.length === 0) return undefined;
  const fresh = found.filter(({ known }) => !known);
  const ordered = [...fresh, ...found.filter(({ known }) => known)].map(({ name }) => name);
  return {
    ...(tests !== undefined && { total: tests.total, skipped: tests.skipped }),
    failed: tests?.failed ?? found.length + leftOut,
    ...(found.length > 0 && { fresh: fresh.length }),
    names: ordered.length > 0 ? ordered : (tests?.failures ?? []),
  };
}

/** What was found about a job that was tried again since does not count: its new try says what is true now. */
function stands({ jobs }: PipelineState, { jobId, jobName }: Finding): boolean {
  const tries = jobs.filter(({ job }) => job.name === jobName);
  return tries.length === 0 || tries.some(({ job }) => job.id === jobId);
}

function line(heading: string, items: readonly string[], most: number, between: string): string {
  if (items.length === 0) return '';
  const left = items.length - most;
  const shownItems = items.slice(0, most).join(between);
  return `**${heading}:** ${shownItems}${left > 0 ? ` and ${left} more` : ''}`;
}

function pipelineItem(state: PipelineState): string {
  const { name, number, url } = detailsOf(state);
  const status = statusOf(state);
  const { symbol, word } = lookOf(status);
  const failed = failedJobs(state).map((job) => shown(job.name, 60));
  const jobs = failed.length === 0 ? '' : ` (${listSome(failed, 3)})`;
  return `${symbol} ${linked(`${name ?? state.pipeline.project.path} #${number}`, url)} ${word}${jobs}`;
}

function gateLine(state: Joined['gates'][number], sha: string | undefined): string {
  const analysis = analysisOf(state, sha);
  const { symbol, word } = lookOfGate(analysis.status);
  const failed = failedConditions(analysis).map((condition) => shown(conditionWords(condition), MAX_NAME));
  const conditions = failed.length === 0 ? '' : `: ${listSome(failed, MAX_CONDITIONS)}`;
  return `**Quality gate:** ${symbol} ${linked(analysis.gate ?? 'gate', analysis.url) || gateName(state, analysis)} ${word}${conditions}`;
}

function artifactItem(state: Joined['artifacts'][number]): string {
  const { symbol, word } = lookOfArtifact(state);
  const { name, url } = state.artifact;
  return word === 'published' ? linked(name, url) : `${symbol} ${linked(name, url)} ${word}`;
}

function deploymentItem({ deployment }: Joined['deployments'][number]): string {
  const { symbol, word } = lookOf(deployment.status);
  const result = deployment.status === 'success' ? '' : ` ${word}`;
  return `${symbol} ${linked(deployment.environment, deployment.environmentUrl ?? deployment.url)}${result}`;
}
