// What is counted and timed, as Prometheus reads it; every label has a fixed set of values, and none holds a secret.
import { Counter, Histogram, type Registry } from 'prom-client';
import type { Origin, Outcome } from '../audit/index.ts';

/** What became of a delivery; `unproved`: no right proof; `forbidden`: its address may not deliver. */
export type DeliveryOutcome =
  | 'accepted'
  | 'duplicate'
  | 'ignored'
  | 'invalid'
  | 'unproved'
  | 'forbidden'
  | 'unknown'
  | 'limited'
  | 'not-stored';
export type CommandOutcome = 'answered' | 'refused' | 'failed';
/** `refused`: 4xx; `limited`: 429; `failed`: 5xx; `unreachable`: no answer. */
export type CallOutcome = 'ok' | 'refused' | 'limited' | 'failed' | 'unreachable';
export type PostAct = 'create' | 'update' | 'remove';
export type PostOutcome = 'done' | 'gone' | 'refused' | 'failed';
/** `lost`: the CI system takes it no more, the person has to connect again. */
export type TokenOutcome = 'renewed' | 'lost';
/** How a run of a runbook ended; `unknown`: whether a step began is not known. */
export type RunOutcome = 'succeeded' | 'failed' | 'rejected' | 'expired' | 'canceled' | 'unknown';

/** Takes what is measured. Never throws; times in seconds. */
export interface Meters {
  delivery(provider: string, outcome: DeliveryOutcome): void;
  /** From the receipt of a delivery until all that it says was posted. */
  told(provider: string, seconds: number): void;
  command(trigger: string, verb: string, outcome: CommandOutcome, seconds: number): void;
  call(provider: string, outcome: CallOutcome, seconds: number): void;
  post(act: PostAct, outcome: PostOutcome): void;
  token(provider: string, outcome: TokenOutcome): void;
  /** Somebody did something, or was refused it. */
  act(from: Origin, outcome: Outcome): void;
  /** From its first step; 0 for one that never began. */
  run(outcome: RunOutcome, seconds: number): void;
}

/** The beginning of every name. */
export const PREFIX = 'ci_command_center_';
/** Stands for what is not known here, so that nobody who types or sends can make labels. */
export const OTHER = 'other';

export function createMeters(registry: Registry): Meters {
  const registers = [registry];
  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[]): Counter<Label> =>
    new Counter({ name: PREFIX + name, help, labelNames, registers });
  const timer = <Label extends string>(name: string, help: string, labelNames: readonly Label[], buckets: number[]): Histogram<Label> =>
    new Histogram({ name: PREFIX + name, help, labelNames, buckets, registers });

  const deliveries = counter('deliveries_total', 'Deliveries of webhooks, by what became of them.', ['provider', 'outcome']);
  const told = timer('delivery_to_post_seconds', 'From the receipt of a delivery until all that it says was posted.', ['provider'], TOLD);
  const commands = counter('commands_total', 'Slash commands and buttons, by how they were answered.', ['trigger', 'verb', 'outcome']);
  const answered = timer('command_seconds', 'From a command to its answer.', ['trigger'], ASKED);
  const calls = counter('provider_requests_total', 'Requests to CI systems, by how they were answered.', ['provider', 'outcome']);
  const called = timer('provider_request_seconds', 'From a request to a CI system to the end of its answer.', ['provider'], ASKED);
  const posts = counter('posts_total', 'Posts made, edited and deleted for the news, by outcome.', ['act', 'outcome']);
  const tokens = counter('tokens_total', 'People’s tokens that were renewed, or lost as they are not taken any more.', [
    'provider',
    'outcome',
  ]);
  const acts = counter('acts_total', 'What people and programs did, and were refused, by from where and outcome.', ['from', 'outcome']);
  const runs = counter('intent_runs_total', 'Runs of runbooks, by how they ended.', ['outcome']);
  const ran = timer('intent_run_seconds', 'From the first step of a run of a runbook to its end.', ['outcome'], RAN);
  return {
    delivery: (provider, outcome) => deliveries.inc({ provider, outcome }),
    told: (provider, seconds) => told.observe({ provider }, seconds),
    command(trigger, verb, outcome, seconds) {
      commands.inc({ trigger, verb, outcome });
      answered.observe({ trigger }, seconds);
    },
    call(provider, outcome, seconds) {
      calls.inc({ provider, outcome });
      called.observe({ provider }, seconds);
    },
    post: (act, outcome) => posts.inc({ act, outcome }),
    token: (provider, outcome) => tokens.inc({ provider, outcome }),
    act: (from, outcome) => acts.inc({ from, outcome }),
    run(outcome, seconds) {
      runs.inc({ outcome });
      if (seconds > 0) ran.observe({ outcome }, seconds);
    },
  };
}

/** Usually some ten milliseconds; what waits for an absent server is tried again for hours. */
const TOLD = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600];
/** Until the longest time that a request may take. */
const ASKED = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
/** Of a few requests, up to a rollout of hours. */
const RAN = [1, 5, 15, 30, 60, 120, 300, 600, 1800, 3600, 14_400];
