// What programs send and are answered, as schemas: the checks, and the description in assets/openapi.json, are made of them.

import * as z from 'zod';

const MAX_FIGURES = 50;

/** Neither the database nor a card takes control characters. A pattern for them is not understood by every reader of OpenAPI. */
const isVisible = (given: string): boolean => /^[^\p{Cc}\p{Cs}]*$/u.test(given);
const text = (most: number) =>
  z
    .string()
    .min(1, 'must not be empty')
    .max(most, `is longer than ${most} letters`)
    .refine(isVisible, 'holds characters that cannot be shown');
/** Line breaks are part of some values. */
const value = z
  .string()
  .max(10_000, 'is too long')
  .refine((given) => given.isWellFormed() && !given.includes('\0'), 'holds characters that cannot be kept');
const finite = z.number('must be a number');

const figure = z
  .strictObject({
    value: finite.describe('The figure itself.'),
    unit: text(20).exactOptional().describe('Shown behind it.'),
    min: finite.exactOptional().describe('Below this, the alerts channel is told, once until it is mended.'),
    max: finite.exactOptional().describe('Above this, it is, too.'),
  })
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, { path: ['min'], error: 'is above max' })
  .meta({ written: [{ value: 87.5, unit: '%', min: 80 }] });

const figures = z
  .record(z.string().regex(/^[A-Za-z][A-Za-z0-9_.-]{0,59}$/, 'is no name: take letters, digits and _'), figure)
  .refine((all) => Object.keys(all).length > 0, 'must hold at least one figure')
  .refine((all) => Object.keys(all).length <= MAX_FIGURES, `must hold ${MAX_FIGURES} figures at most`);

export const reportBody = z
  .strictObject({
    provider: text(40).describe('The CI system that runs the pipeline, as it is called in the address of its webhooks.'),
    connection: text(100).default('default').describe('Name of its connection, where there is more than one.'),
    project: text(500).describe('Path or id of the project, or the full name of the job.'),
    pipeline: z
      .union([text(100), z.int().nonnegative().transform(String)], 'must be the id or number')
      .exactOptional()
      .describe('Id or number of the pipeline or build. It decides where both are given.'),
    sha: z
      .string()
      .regex(/^(?:[0-9a-fA-F]{40}|[0-9a-fA-F]{64})$/, 'must be the whole hash of the commit')
      .transform((hash) => hash.toLowerCase())
      .exactOptional()
      .describe('The commit: its newest pipeline is meant.'),
    figures: figures.describe(`By name, ${MAX_FIGURES} at most.`),
  })
  .refine(({ pipeline, sha }) => pipeline !== undefined || sha !== undefined, { path: ['pipeline'], error: 'pipeline or sha is needed' })
  .meta({
    written: [
      { provider: 'gitlab', project: 'platform/api', pipeline: 4711, figures: { cache_hit_rate: { value: 87.5, unit: '%', min: 80 } } },
    ],
  });

export const runBody = z
  .strictObject({
    parameters: z
      .record(text(100), z.union([value, finite, z.boolean()], 'must be a text, a number, true or false'))
      .default({})
      .describe('Values by name, as the intent asks for them.'),
    dryRun: z.boolean('must be true or false').default(false).describe('Only answer each call that it would make.'),
    subject: text(2_000).exactOptional().describe('Address of the merge request or commit that it is run for.'),
  })
  .meta({ written: [{ parameters: { version: '1.2.3' }, dryRun: false }] });

export const problem = z.object({
  code: z.string().describe('Stable, in capitals.'),
  message: z.string().describe('What is wrong, and what to do next.'),
});
export const fieldProblem = problem.extend({
  fields: z.record(z.string(), z.string()).describe('What is wrong with each field, by its path.'),
});
export const reportTaken = z.object({ status: z.literal('accepted') });
export const runTaken = z.object({ id: z.string().describe('For GET /api/v1/runs/{id}.') });
export const runPlan = z.object({
  steps: z.array(
    z.object({
      name: z.string(),
      calls: z.array(z.object({ method: z.string(), url: z.string(), what: z.string() })),
    }),
  ),
});

const person = z.object({ name: z.string(), mention: z.string().exactOptional(), avatarUrl: z.string().exactOptional() });

/** As the contract with the web app has it (`RunView`). */
export const runView = z.object({
  id: z.string(),
  intent: z.string(),
  revision: z.number(),
  state: z.enum(['waiting', 'queued', 'running', 'succeeded', 'failed', 'rejected', 'expired', 'canceled', 'unknown']),
  by: person,
  key: z.string().exactOptional(),
  values: z.array(z.object({ name: z.string(), value: z.string() })).describe('Secret ones are masked.'),
  subject: z.object({ title: z.string(), url: z.string().exactOptional() }).exactOptional(),
  steps: z.array(
    z.object({
      name: z.string(),
      status: z.enum(['created', 'pending', 'running', 'success', 'warning', 'failed', 'canceled', 'skipped', 'manual']),
      text: z.string().exactOptional(),
      url: z.string().exactOptional(),
      log: z.array(z.string()).exactOptional(),
    }),
  ),
  approval: z.object({ given: z.array(person), count: z.number(), until: z.number() }).exactOptional(),
  end: z.object({ by: person, reason: z.string().exactOptional() }).exactOptional(),
  createdAt: z.number(),
  endedAt: z.number().exactOptional(),
});
