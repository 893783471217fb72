// Checks what the server tells of runbooks and their runs.
import type {
  IntentList,
  IntentParameterView,
  IntentView,
  PersonView,
  RunAccepted,
  RunChangedMessage,
  RunList,
  RunPlan,
  RunState,
  RunStepView,
  RunView,
} from '@ci-command-center/contract';
import { isBoolean, isNumber, isOneOf, isRecord, isString, listOf, optional, shape } from '../host/guard.ts';
import type { Guard } from '../host/guard.ts';
import { isStatus } from '../pipelines/view-guard.ts';

const isPerson = shape<PersonView>({ name: isString, mention: optional(isString), avatarUrl: optional(isString) });

const isParameter = shape<IntentParameterView>({
  name: isString,
  type: isOneOf(['string', 'number', 'boolean', 'choice', 'secret'] as const),
  required: isBoolean,
  help: optional(isString),
  choices: optional(listOf(isString)),
  pattern: optional(isString),
  min: optional(isNumber),
  max: optional(isNumber),
  default: optional(isString),
});

const isIntent = shape<IntentView>({
  name: isString,
  description: optional(isString),
  kind: isOneOf(['scale', 'rollout', 'backup', 'custom'] as const),
  parameters: listOf(isParameter),
  labels: listOf(isString),
  steps: listOf(isString),
  approval: optional(shape<NonNullable<IntentView['approval']>>({ count: isNumber, from: isString })),
  refusal: optional(isString),
});

export const isIntentList = shape<IntentList>({ intents: listOf(isIntent), faults: optional(listOf(isString)) });

const states = ['waiting', 'queued', 'running', 'succeeded', 'failed', 'rejected', 'expired', 'canceled', 'unknown'] as const;

const isStep = shape<RunStepView>({
  name: isString,
  status: isStatus,
  text: optional(isString),
  url: optional(isString),
  log: optional(listOf(isString)),
});

export const isRun = shape<RunView>({
  id: isString,
  intent: isString,
  revision: isNumber,
  state: isOneOf<RunState>(states),
  by: isPerson,
  key: optional(isString),
  values: listOf(shape<RunView['values'][number]>({ name: isString, value: isString })),
  subject: optional(shape<NonNullable<RunView['subject']>>({ title: isString, url: optional(isString) })),
  steps: listOf(isStep),
  approval: optional(shape<NonNullable<RunView['approval']>>({ given: listOf(isPerson), count: isNumber, until: isNumber })),
  end: optional(shape<NonNullable<RunView['end']>>({ by: isPerson, reason: optional(isString) })),
  may: optional(listOf(isOneOf(['approve', 'reject', 'cancel'] as const))),
  createdAt: isNumber,
  endedAt: optional(isNumber),
});

export const isRunList = shape<RunList>({ runs: listOf(isRun), older: optional(isString) });
export const isRunMessage = shape<RunChangedMessage>({ channel_id: isString, run: isString });

export const isAccepted = shape<RunAccepted>({ id: isString });
export const isPlan = shape<RunPlan>({
  steps: listOf(
    shape<RunPlan['steps'][number]>({
      name: isString,
      calls: listOf(
        shape<RunPlan['steps'][number]['calls'][number]>({ method: optional(isString), url: optional(isString), what: isString }),
      ),
    }),
  ),
});

const isTexts: Guard<Readonly<Record<string, string>>> = (value): value is Readonly<Record<string, string>> =>
  isRecord(value) && Object.values(value).every(isString);

/** What is wrong by parameter, where a refusal tells it. */
export const isFaults = shape<{ readonly fields: Readonly<Record<string, string>> }>({ fields: isTexts });
