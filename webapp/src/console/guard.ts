// What the server answers to the System Console's page.
import type {
  CheckFindingView,
  CheckupView,
  ConfigurationText,
  ConnectionCheckupView,
  ConfigurationVerdict,
  ConnectionStatusView,
  FaultView,
  SettingVerdict,
  StatusView,
  WebhookSecret,
} from '@ci-command-center/contract';
import { isBoolean, isNumber, isOneOf, isString, listOf, optional, shape } from '../host/guard.ts';

export const isVerdict = shape<ConfigurationVerdict>({
  faults: listOf(shape<FaultView>({ line: isNumber, path: isString, code: isString, message: isString, remedy: isString })),
  total: isNumber,
});

export const isSettingVerdict = shape<SettingVerdict>({
  problem: optional(shape<NonNullable<SettingVerdict['problem']>>({ code: isString, message: isString, remedy: isString })),
});

export const isWebhookSecret = shape<WebhookSecret>({ secret: isString });

export const isConfigurationText = shape<ConfigurationText>({ text: isString });

const areFindings = listOf(
  shape<CheckFindingView>({
    code: isString,
    level: isOneOf(['right', 'note', 'wrong'] as const),
    message: isString,
    remedy: optional(isString),
  }),
);

export const isCheckup = shape<CheckupView>({
  connections: listOf(shape<ConnectionCheckupView>({ provider: isString, name: isString, findings: areFindings })),
  around: areFindings,
});

export const isStatus = shape<StatusView>({
  version: isString,
  runtime: isString,
  connections: listOf(
    shape<ConnectionStatusView>({
      provider: isString,
      title: isString,
      name: isString,
      url: optional(isString),
      webhook: isString,
      redirects: listOf(isString),
      lastDelivery: optional(isNumber),
    }),
  ),
  queue: shape<StatusView['queue']>({ pending: isNumber, dead: isNumber, oldestPending: optional(isNumber), slow: isBoolean }),
  accounts: isNumber,
  problems: listOf(shape<StatusView['problems'][number]>({ code: isString, message: isString, remedy: isString })),
});
