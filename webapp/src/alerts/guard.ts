// Checks what the server tells of alerts and gates.
import type {
  AlertBoard,
  AlertGroupView,
  AlertView,
  GateConditionView,
  GateStatus,
  GateVerdictView,
  LabelView,
  SilenceAnswer,
  WatchedGateView,
} from '@ci-command-center/contract';
import { isBoolean, isNumber, isOneOf, isString, listOf, optional, shape } from '../host/guard.ts';

const isLabel = shape<LabelView>({ name: isString, value: isString });
const isAlert = shape<AlertView>({
  name: isString,
  firing: isBoolean,
  since: isNumber,
  endedAt: optional(isNumber),
  summary: optional(isString),
  labels: listOf(isLabel),
  url: optional(isString),
});

const isGroup = shape<AlertGroupView>({
  key: isString,
  provider: isString,
  title: isString,
  severity: optional(isString),
  weight: isOneOf(['grave', 'medium', 'light'] as const),
  firing: isNumber,
  total: isNumber,
  since: isNumber,
  endedAt: optional(isNumber),
  summary: optional(isString),
  labels: listOf(isLabel),
  runbookUrl: optional(isString),
  dashboardUrl: optional(isString),
  url: optional(isString),
  alerts: listOf(isAlert),
  silence: optional(shape<NonNullable<AlertGroupView['silence']>>({ by: isString, until: isNumber })),
  silenceable: isBoolean,
});

const isGateStatus = isOneOf<GateStatus>(['passed', 'failed', 'error', 'none']);
const isGate = shape<WatchedGateView>({
  key: isString,
  provider: isString,
  project: shape<WatchedGateView['project']>({ path: isString, url: optional(isString) }),
  ref: optional(
    shape<NonNullable<WatchedGateView['ref']>>({
      kind: isOneOf(['branch', 'tag', 'merge-request'] as const),
      name: isString,
      url: optional(isString),
    }),
  ),
  name: isString,
  status: isGateStatus,
  url: optional(isString),
  at: isNumber,
  since: isNumber,
  conditions: listOf(shape<GateConditionView>({ text: isString, status: isOneOf(['passed', 'failed', 'unknown'] as const) })),
  history: listOf(shape<GateVerdictView>({ status: isGateStatus, at: isNumber, url: optional(isString) })),
});

export const isAlertBoard = shape<AlertBoard>({ firing: listOf(isGroup), resolved: listOf(isGroup), gates: listOf(isGate) });
export const isSilenceAnswer = shape<SilenceAnswer>({ message: isString });
