// What is filled in → what the server is asked for, and back.
import type { SubscriptionChoices, SubscriptionView, SubscriptionWish } from '@ci-command-center/contract';

export interface FormState {
  readonly provider: string;
  readonly connection: string;
  readonly project: string;
  readonly branches: string;
  readonly labels: string;
  readonly events: readonly string[];
  readonly notify: string;
  readonly thread: string;
}

export function wishOf({ systems, usualEvents }: SubscriptionChoices, changed?: SubscriptionView): FormState {
  return {
    provider: changed?.provider ?? systems[0]?.provider ?? '',
    connection: changed?.connection ?? '',
    project: changed?.project ?? '',
    branches: changed?.branches.join(', ') ?? '',
    labels: changed?.labels.join(', ') ?? '',
    events: changed?.events ?? usualEvents,
    notify: changed?.notify ?? '',
    thread: changed?.thread ?? '',
  };
}

export function isWhole({ provider, events }: FormState): boolean {
  return provider !== '' && events.length > 0;
}

/** What belongs to no project is asked for as a whole. */
export function toWish(form: FormState, channelId: string, { systems }: SubscriptionChoices, changed?: SubscriptionView): SubscriptionWish {
  const { provider, events } = form;
  const isWholeSystem = systems.find((system) => system.provider === provider)?.projects === false;
  const written = Object.entries({
    connection: form.connection,
    branches: form.branches.trim(),
    labels: form.labels.trim(),
    notify: form.notify,
    thread: form.thread,
  });
  return {
    channel_id: channelId,
    provider,
    project: changed?.project ?? (isWholeSystem ? '**' : form.project.trim()),
    events: events.join(','),
    ...Object.fromEntries(written.filter(([, value]) => value !== '')),
  };
}
