// What was asked about links lately, so that a link that is pointed at again shows at once.
import { paths } from '@ci-command-center/contract';
import type { ApiError, LinkPreview, PersonView, PreviewAnswer, PreviewLabelView, Status } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { request } from '../api/request.ts';
import type { Answer } from '../api/request.ts';
import { dig, isBoolean, isNumber, isOneOf, isString, listOf, optional, shape } from '../host/guard.ts';
import type { Guard } from '../host/guard.ts';

const isStatus = isOneOf<Status>(['created', 'pending', 'running', 'success', 'warning', 'failed', 'canceled', 'skipped', 'manual']);
const isPerson = shape<PersonView>({ name: isString, mention: optional(isString), avatarUrl: optional(isString) });
const isLabel = shape<PreviewLabelView>({ name: isString, color: optional(isString) });

const isPreview = shape<LinkPreview>({
  kind: isOneOf(['merge-request', 'issue', 'pipeline', 'job', 'commit']),
  project: isString,
  reference: isString,
  url: isString,
  title: isString,
  state: optional(isOneOf(['open', 'draft', 'merged', 'closed'])),
  status: optional(isStatus),
  person: optional(isPerson),
  at: optional(isNumber),
  branch: optional(isString),
  target: optional(isString),
  labels: optional(listOf(isLabel)),
  milestone: optional(isString),
  assignees: optional(listOf(isPerson)),
  text: optional(isString),
  pipeline: optional(shape<NonNullable<LinkPreview['pipeline']>>({ reference: isString, status: isStatus })),
  jobs: optional(listOf(shape<NonNullable<LinkPreview['jobs']>[number]>({ name: isString, status: isStatus, reason: optional(isString) }))),
  jobCount: optional(isNumber),
  stage: optional(isString),
  reason: optional(isString),
  duration: optional(isNumber),
  conflicts: optional(isBoolean),
});

const isAnswer: Guard<PreviewAnswer> = (value): value is PreviewAnswer => {
  const kind = dig(value, 'kind');
  return kind === 'connect' || kind === 'nothing' || (kind === 'preview' && isPreview(dig(value, 'preview')));
};

/** Milliseconds. */
const FRESH = 30_000;
const MOST = 100;

export interface PreviewAnswers {
  /** What is known now, without asking. */
  known(href: string): PreviewAnswer | undefined;
  ask(href: string): Promise<Answer<PreviewAnswer>>;
}

export type PreviewOutcome = PreviewAnswer | { readonly kind: 'failed'; readonly error: ApiError };

export function createPreviewAnswers(now: () => number): PreviewAnswers {
  const kept = new Map<string, { readonly until: number; readonly answer: PreviewAnswer }>();
  return {
    known(href) {
      const found = kept.get(href);
      return found !== undefined && found.until > now() ? found.answer : undefined;
    },
    async ask(href) {
      const answer = await request(pluginAddress(paths.previews, { url: href }), isAnswer);
      const [oldest] = kept.keys();
      if (kept.size >= MOST && oldest !== undefined) kept.delete(oldest);
      // Who connects now comes back soon.
      if (answer.ok && answer.value.kind !== 'connect') kept.set(href, { until: now() + FRESH, answer: answer.value });
      return answer;
    },
  };
}
