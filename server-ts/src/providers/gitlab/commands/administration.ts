// By which GitLab is set up, with what answers it.

import type { CallAct } from '../../../ci/act.ts';
import type { AnswerCall, AnswerVerb } from '../../../ci/command.ts';
import { CiError } from '../../../platform/errors.ts';
import { syncHooks } from './hooks.ts';
import * as instance from './instance.ts';
import * as steps from './setup.ts';
import { addWebhook, addWebhookCall, adoptWebhook, listWebhooks } from './webhook.ts';

const setup: AnswerVerb = (asked) => {
  const step = asked.values.get('step')?.toLowerCase();
  switch (step) {
    case undefined:
      return steps.setup(asked);
    case 'oauth':
      return steps.setupOAuth(asked);
    case 'webhook':
      return steps.setupWebhook(asked);
    case 'announcement':
      return steps.setupAnnouncement(asked);
    default:
      throw new CiError(
        'CI_GITLAB_NO_STEP',
        `The setup has no step ${step.slice(0, 60)}.`,
        'There are `oauth`, `webhook` and `announcement`.',
      );
  }
};

export const administration: Readonly<Record<string, AnswerVerb>> = {
  'webhook list': listWebhooks,
  'webhook add': addWebhook,
  'hooks sync': syncHooks,
  setup: async (asked) => setup(asked),
  'instance list': instance.listInstances,
  'instance install': instance.installInstance,
  'instance uninstall': instance.uninstallInstance,
  'instance set-default': instance.setDefault,
};

export const administrationCalls: Readonly<Record<string, AnswerCall>> = {
  'hook-add': addWebhookCall,
  'hook-adopt': adoptWebhook,
  'setup-oauth': steps.setupOAuth,
  'setup-webhook': steps.setupWebhook,
  'setup-webhook-filled': steps.setupWebhookFilled,
  'setup-announcement': steps.setupAnnouncement,
  'setup-announced': steps.setupAnnounced,
  'instance-filled': instance.instanceFilled,
  'instance-uninstall': instance.uninstallCall,
  'instance-prefer': instance.preferCall,
};

export const administrationActs: Readonly<Record<string, CallAct>> = {
  'hook-add': 'webhook add',
  'hook-adopt': 'webhook add',
  'setup-oauth': 'setup',
  'setup-webhook': 'setup',
  'setup-webhook-filled': 'setup',
  'setup-announcement': 'setup',
  'setup-announced': 'setup',
  'instance-filled': 'instance install',
  'instance-uninstall': 'instance uninstall',
  'instance-prefer': 'instance set-default',
};
