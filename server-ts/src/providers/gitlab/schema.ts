// The fields of GitLab's pipeline and job events that are used, over versions 11 to 18.
// https://docs.gitlab.com/user/project/integrations/webhook_events/#pipeline-events

import * as z from 'zod';
import { address, amount, name, part, text } from '../../platform/foreign-json.ts';
import { flag, id, instant, maybeId, percentage, project, user } from './fields.ts';

const environment = part({ name: text });
const sourcePipeline = part({ project: part({ id: maybeId }), pipeline_id: maybeId });

export const buildSchema = z.object({
  id,
  name,
  stage: text,
  status: text,
  allow_failure: flag,
  failure_reason: text,
  started_at: instant,
  finished_at: instant,
  duration: amount,
  environment,
});

export const pipelineSchema = z.object({
  object_attributes: z.object({
    id,
    name: text,
    ref: text,
    tag: flag,
    sha: text,
    source: text,
    status: text,
    detailed_status: text,
    stages: z.array(z.unknown()).catch([]),
    created_at: instant,
    finished_at: instant,
    duration: amount,
    queued_duration: amount,
    coverage: percentage,
    url: address,
  }),
  merge_request: part({ iid: maybeId, title: text, url: address }),
  user,
  project,
  commit: part({ id: text, message: text, title: text, url: address, author: part({ name: text }) }),
  source_pipeline: sourcePipeline,
  builds: z.array(z.unknown()).catch([]),
});

export const jobSchema = z.object({
  ref: text,
  tag: flag,
  sha: text,
  retries_count: amount,
  build_id: id,
  build_name: name,
  build_stage: text,
  build_status: text,
  build_started_at: instant,
  build_finished_at: instant,
  build_started_at_iso: instant,
  build_finished_at_iso: instant,
  build_duration: amount,
  build_allow_failure: flag,
  build_failure_reason: text,
  pipeline_id: id,
  project_id: maybeId,
  project_name: text,
  user,
  commit: part({ sha: text, message: text, author_name: text }),
  repository: part({ homepage: address }),
  project,
  environment,
});

export const stageSchema = name;

export type Build = z.infer<typeof buildSchema>;
export type PipelinePayload = z.infer<typeof pipelineSchema>;
export type JobPayload = z.infer<typeof jobSchema>;
