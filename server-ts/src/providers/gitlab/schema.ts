// The fields of GitLab's pipeline and job events that are used, over versions 11 to 18. A field that is missing, null or
// of another kind is undefined; only what nothing can be done without makes the whole invalid.
// https://docs.gitlab.com/user/project/integrations/webhook_events/#pipeline-events

import * as z from 'zod';
import { parseTime } from './time.ts';

const MAX_TEXT = 1000;

/** PostgreSQL's jsonb stores neither NUL nor half a surrogate pair. */
function tidy(text: string): string {
  return text.slice(0, MAX_TEXT).replaceAll('\0', '').toWellFormed().trim();
}

const text = z
  .string()
  .transform((value) => tidy(value) || undefined)
  .optional()
  .catch(undefined);
const address = z
  .string()
  .max(2000)
  .refine((value) => /^https?:\/\/[^\s"<>\\^`{|}\0]+$/i.test(value) && URL.canParse(value))
  .optional()
  .catch(undefined);
const id = z.union([
  z.number().int().nonnegative(),
  z
    .string()
    .regex(/^\d{1,15}$/)
    .transform(Number),
]);
const maybeId = id.optional().catch(undefined);
const flag = z.boolean().catch(false);
const amount = z.number().nonnegative().optional().catch(undefined);
const instant = z
  .string()
  .transform((value) => parseTime(value))
  .optional()
  .catch(undefined);

/** Absent is as good as empty. */
function part<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.object(shape).optional().catch(undefined);
}

const user = part({ name: text, username: text, avatar_url: address });
const project = part({ id: maybeId, path_with_namespace: text, web_url: address });
const environment = part({ name: text });
const sourcePipeline = part({ project: part({ id: maybeId }), pipeline_id: maybeId });

export const envelopeSchema = z.object({ object_kind: text, event_name: text });

export const buildSchema = z.object({
  id,
  name: z.string().transform(tidy).pipe(z.string().min(1)),
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
  build_name: z.string().transform(tidy).pipe(z.string().min(1)),
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

export const stageSchema = z.string().transform(tidy).pipe(z.string().min(1));

export type Build = z.infer<typeof buildSchema>;
export type PipelinePayload = z.infer<typeof pipelineSchema>;
export type JobPayload = z.infer<typeof jobSchema>;
