// Who may run an intent, agree to a run of it, and stop one.

import type { ChannelId } from '../ci/ids.ts';
import { CiError } from '../platform/errors.ts';
import { decide } from '../permissions/decide.ts';
import type { PermissionPorts, Permissions, Rule } from '../permissions/index.ts';
import type { Among, Intent } from './intent.ts';
import type { Run } from './run.ts';

export interface WhoPorts {
  readonly permissions: Permissions;
  readonly standing: PermissionPorts['standing'];
  /** Name of the team whose channels are meant; empty: any. */
  ownTeam(): string;
  isAdministrator(userId: string): Promise<boolean>;
}

/** What permissions and the audit call it. */
export function actOf({ name }: Pick<Intent, 'name'>): string {
  return `intent.${name}`;
}

/** Throws CiError CI_PERMISSION_DENIED, whose words say who may. */
export async function passToRun(ports: WhoPorts, intent: Intent, userId: string, channelId: ChannelId | undefined): Promise<void> {
  await ports.permissions.permit(actOf(intent), { userId }, channelId === undefined ? {} : { channelId });
  const { who } = intent;
  if (who === undefined) return;
  const whoMay = await refusalBy(ports, actOf(intent), ruleOf(who.people, who.channels), userId, channelId);
  if (whoMay !== undefined) throw denied(`You may not run ${intent.name} here.`, whoMay);
}

/** Throws CiError: CI_PERMISSION_DENIED, CI_RUN_SELF, CI_RUN_TWICE. */
export async function passToApprove(ports: WhoPorts, run: Run, userId: string): Promise<void> {
  const { intent, by } = run.about;
  const { approval } = intent;
  if (approval === undefined) return;
  await passToReject(ports, run, userId);
  if (userId === by.userId && !approval.selfApproval)
    throw new CiError('CI_RUN_SELF', 'You started this run yourself, so somebody else has to approve it.', 'Ask another one who may.');
  if (run.course.approvals.some((each) => each.userId === userId))
    throw new CiError('CI_RUN_TWICE', 'You approved this run already.', 'Others must, too.');
}

/** Throws CiError CI_PERMISSION_DENIED. */
export async function passToReject(ports: WhoPorts, { about: { intent, askedIn }, channel }: Run, userId: string): Promise<void> {
  const { approval } = intent;
  const act = `${actOf(intent)}.approve`;
  await ports.permissions.permit(act, { userId }, { channelId: askedIn ?? channel });
  if (approval === undefined) return;
  const whoMay = await refusalBy(ports, act, ruleOf(approval.from, []), userId, askedIn ?? channel);
  if (whoMay !== undefined) throw denied(`You may not decide about runs of ${intent.name}.`, whoMay);
}

/** Whoever began it, may begin it, or may reject it. Throws CiError CI_PERMISSION_DENIED. */
export async function passToCancel(ports: WhoPorts, run: Run, userId: string): Promise<void> {
  if (userId === run.about.by.userId || (await ports.isAdministrator(userId))) return;
  await passToRun(ports, run.about.intent, userId, run.channel);
}

/** Who may in words; undefined: they are one of them. */
async function refusalBy(
  ports: WhoPorts,
  act: string,
  rule: Rule,
  userId: string,
  channelId: ChannelId | undefined,
): Promise<string | undefined> {
  const { who, where } = await ports.standing(userId, channelId, (rule.allow?.groups.length ?? 0) > 0);
  const decision = decide([rule], { name: act }, who, where, ports.ownTeam());
  return decision.kind === 'refused' ? decision.whoMay : undefined;
}

function ruleOf(people: Among | undefined, channels: readonly string[]): Rule {
  return { verbs: ['*'], ...(people !== undefined && { allow: people }), ...(channels.length > 0 && { channels }) };
}

function denied(what: string, whoMay: string): CiError {
  return new CiError('CI_PERMISSION_DENIED', `${what} This is for ${whoMay}.`, 'Ask one of them.');
}
