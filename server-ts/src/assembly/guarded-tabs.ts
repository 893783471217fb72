// What the web app does without a button of ours, through the one place that asks whether somebody may and notes what was done.
import type { Attempt } from '../permissions/index.ts';
import type { createSubscriptionDesk } from '../commands/index.ts';
import type { Provider } from '../ci/provider.ts';
import type { Identity } from './accounts.ts';
import { providerOf, type Parts } from './parts.ts';

type Guarded = Pick<Parts, 'guard'>;
type Desk = ReturnType<typeof createSubscriptionDesk>;
type Issues = NonNullable<Provider['issues']>;

function inSidebar(act: string, userId: string, what: string, values: object, channelId?: string): Attempt {
  const texts = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value).slice(0, 300)] as const],
  );
  const told = () => ({ what, values: Object.fromEntries(texts) });
  return { act, userId, from: 'sidebar', told, ...(channelId !== undefined && { channelId }) };
}

export function guardSubscriptions({ guard }: Guarded, desk: Desk): Desk {
  return {
    ...desk,
    add: (context, wish) =>
      guard.run(inSidebar('ci.subscribe', context.userId, wish.project, wish, context.channelId), () => desk.add(context, wish)),
    remove: (context, number) =>
      guard.run(inSidebar('ci.unsubscribe', context.userId, '', { n: number }, context.channelId), () => desk.remove(context, number)),
  };
}

export function guardUnlink({ guard }: Guarded, unlink: Identity['accounts']['unlink']): Identity['accounts']['unlink'] {
  return (userId, server) =>
    guard.run(
      inSidebar(actOf(server.provider, 'disconnect'), userId, '', { connection: server.name }),
      () => unlink(userId, server),
      ({ kind }) => kind === 'unlinked',
    );
}

/** The titles and texts of issues are nobody's business here. */
export function guardIssues({ guard }: Guarded, userId: string, provider: string, issues: Issues): Issues {
  return {
    ...issues,
    create: (wish, reach) =>
      guard.run(inSidebar(actOf(provider, 'issue.create'), userId, wish.project, { connection: reach.connection.name }), () =>
        issues.create(wish, reach),
      ),
    comment: (issue, text, reach) =>
      guard.run(
        inSidebar(actOf(provider, 'issue.comment'), userId, `${issue.project}#${issue.number}`, { connection: reach.connection.name }),
        () => issues.comment(issue, text, reach),
      ),
  };
}

function actOf(provider: string, what: string): string {
  const known = providerOf(provider);
  return known === undefined ? 'ci.unknown' : `${known.command?.grammar.trigger ?? known.name}.${what}`;
}
