// The fields of GitHub's workflow_run and workflow_job events that are used.
// https://docs.github.com/en/webhooks/webhook-events-and-payloads#workflow_run

import * as z from 'zod';
import { address, part, text } from '../../platform/foreign-json.ts';

const id = z.number().int().nonnegative();
const maybeId = id.optional().catch(undefined);
const instant = z
  .string()
  .transform((value) => Date.parse(value))
  .refine((value) => value > 0)
  .optional()
  .catch(undefined);

const user = part({ login: text, avatar_url: address });

export const repositorySchema = z.object({ id, full_name: text, html_url: address });

export const runSchema = z.object({
  workflow_run: z.object({
    id,
    name: text,
    run_number: maybeId,
    run_attempt: maybeId,
    status: text,
    conclusion: text,
    event: text,
    html_url: address,
    head_branch: text,
    head_sha: text,
    head_commit: part({ message: text, author: part({ name: text }) }),
    pull_requests: z.array(z.unknown()).catch([]),
    actor: user,
    triggering_actor: user,
    created_at: instant,
    run_started_at: instant,
    updated_at: instant,
  }),
  workflow: part({ name: text }),
  repository: repositorySchema,
});

export const pullRequestSchema = z.object({ number: id });

export const jobSchema = z.object({
  workflow_job: z.object({
    id,
    run_id: id,
    name: text,
    workflow_name: text,
    status: text,
    conclusion: text,
    html_url: address,
    head_branch: text,
    head_sha: text,
    started_at: instant,
    completed_at: instant,
    run_attempt: maybeId,
    steps: z.array(z.unknown()).catch([]),
  }),
  deployment: part({ environment: text }),
  repository: repositorySchema,
  sender: user,
});

export const stepSchema = z.object({ name: text, conclusion: text });

export type Repository = z.infer<typeof repositorySchema>;
export type Run = z.infer<typeof runSchema>['workflow_run'];
export type RunPayload = z.infer<typeof runSchema>;
export type JobPayload = z.infer<typeof jobSchema>;
