// Checks what the server tells of subscriptions.
import type {
  SubscribableView,
  SubscriptionChoices,
  SubscriptionHealth,
  SubscriptionList,
  SubscriptionView,
} from '@ci-command-center/contract';
import { isBoolean, isNumber, isOneOf, isString, listOf, optional, shape } from '../host/guard.ts';

const healths = ['heard', 'silent', 'never', 'unknown', 'paused', 'doubted', 'stopped', 'deleted'] as const;

const isSubscription = shape<SubscriptionView>({
  number: isNumber,
  provider: isString,
  title: isString,
  connection: optional(isString),
  project: isString,
  branches: listOf(isString),
  events: listOf(isString),
  labels: listOf(isString),
  notify: optional(isString),
  thread: optional(isString),
  madeBy: optional(isString),
  madeAt: isNumber,
  makerLeft: isBoolean,
  makerEnded: isBoolean,
  health: isOneOf<SubscriptionHealth>(healths),
  lastAt: optional(isNumber),
  webhook: optional(isString),
});

const isChoices = shape<SubscriptionChoices>({
  systems: listOf(shape<SubscribableView>({ provider: isString, title: isString, connections: listOf(isString), projects: isBoolean })),
  events: listOf(isString),
  usualEvents: listOf(isString),
  notify: listOf(isString),
  thread: listOf(isString),
});

export const isSubscriptionList = shape<SubscriptionList>({
  subscriptions: listOf(isSubscription),
  choices: isChoices,
  refusal: optional(isString),
});
