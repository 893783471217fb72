// /ci status: the channel's latest pipelines.

import type { PipelineView } from '@ci-command-center/contract';
import { formatAge, formatDuration } from '../rendering/duration.ts';
import { escape, link } from '../rendering/escape.ts';
import { listSome, shorten } from '../rendering/shorten.ts';
import { lookOf } from '../rendering/status-look.ts';
import { nearest } from '../platform/nearest.ts';
import { codeSpan } from '../rendering/code-span.ts';
import type { Handler } from './handler.ts';
import type { CiPorts } from './ports.ts';
import { readProject } from './project-argument.ts';
import type { Reply } from './reply.ts';

const LIMIT = 10;
const MAX_NAME = 80;

export const showStatus: Handler = async ({ values }, { channelId }, ports) => {
  const asked = values.get('project');
  const bases = ports.connections().map(({ url }) => url);
  const target = asked === undefined ? undefined : readProject(asked, bases);
  const branch = values.get('branch') ?? target?.branch;
  const filter = { ...(target === undefined ? {} : { project: target.path }), ...(branch === undefined ? {} : { branch }) };
  const pipelines = await ports.recentPipelines({ channelId, ...filter, limit: LIMIT });
  if (pipelines.length > 0) return list(pipelines, ports.now());
  if (target === undefined) return explainFirstStep(ports);
  return explainNothingFound(target.path, branch, await ports.recentPipelines({ channelId, limit: 50 }));
};

function list(pipelines: readonly PipelineView[], now: number): Reply {
  const rows = pipelines.map((pipeline) => describe(pipeline, now));
  const text = rows.map((row) => `- ${row}`).join('\n');
  const title = rows.length === 1 ? 'The latest pipeline of this channel' : `The latest ${rows.length} pipelines of this channel`;
  return { text: `${title}:`, attachments: [{ fallback: title, text }] };
}

function describe(pipeline: PipelineView, now: number): string {
  const { symbol, word } = lookOf(pipeline.status);
  const place = pipeline.mergeRequest === undefined ? pipeline.ref.name : `!${pipeline.mergeRequest.number}`;
  const failed = pipeline.jobs
    .filter((job) => job.status === 'failed' && !job.allowFailure)
    .map((job) => escape(shorten(job.name, MAX_NAME)));
  const who = pipeline.triggeredBy ?? pipeline.commit?.author;
  const name = who?.mention === undefined ? (who?.name ?? '') : `@${who.mention}`;
  return [
    `${symbol} ${word}${failed.length === 0 ? '' : ` (${listSome(failed, 3)})`}`,
    `${escape(shorten(pipeline.project.path, MAX_NAME))} ${link(`#${pipeline.number}`, pipeline.url)}`,
    ...(place === '' ? [] : [escape(shorten(place, MAX_NAME))]),
    ...(name === '' ? [] : [`by ${escape(shorten(name, MAX_NAME))}`]),
    formatAge(pipeline.finishedAt ?? pipeline.updatedAt, now),
    ...(pipeline.duration === undefined ? [] : [formatDuration(pipeline.duration)]),
  ].join(' · ');
}

function explainFirstStep(ports: CiPorts): Reply {
  const hooks = ports
    .connections()
    .map(({ title, name, webhook }) => `- ${escape(title)}${name === 'default' ? '' : ` ${codeSpan(name)}`}: ${codeSpan(webhook)}`);
  const step =
    'Subscribe it to a project: `/ci subscribe <provider> <project>`. Where nothing comes yet, add a webhook in the CI system, with the secret that a system administrator finds in the System Console:';
  return { text: ['No pipeline has been seen in this channel yet.', step, ...hooks].join('\n') };
}

function explainNothingFound(project: string, branch: string | undefined, known: readonly PipelineView[]): Reply {
  const paths = [...new Set(known.map((pipeline) => pipeline.project.path))];
  const other = paths.filter((path) => path !== project);
  const meant = nearest(project, other) ?? other.find((path) => path.endsWith(`/${project}`));
  const place = branch === undefined ? '' : ` on ${escape(branch)}`;
  const text = `No pipeline of ${escape(shorten(project, MAX_NAME))}${place} has been seen in this channel.`;
  if (paths.includes(project)) return { text: `${text} Leave out the branch to see the others of this project.` };
  if (meant !== undefined) return { text: `${text} Did you mean ${escape(meant)}?` };
  return { text: `${text} Leave out the project to see all there are.` };
}
