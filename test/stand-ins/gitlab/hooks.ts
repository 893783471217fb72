// Sends webhooks as GitLab 18 does: headers, token or Standard Webhooks signature, one key for every try.
import { createHmac, randomUUID } from 'node:crypto';

export interface HookTarget {
  readonly hookUrl: string;
  /** `X-Gitlab-Token`. */
  readonly token?: string;
  /** `whsec_` and the base64 of the key: signs with the Standard Webhooks headers. */
  readonly signingToken?: string;
}

export interface Delivery {
  readonly url: string;
  readonly event: string;
  readonly body: string;
  readonly attempts: number;
  /** Of the last try; 0 when nobody answered. */
  readonly status: number;
}

export type HookEvent =
  | 'Pipeline Hook'
  | 'Job Hook'
  | 'Merge Request Hook'
  | 'Push Hook'
  | 'Tag Push Hook'
  | 'Note Hook'
  | 'Confidential Note Hook'
  | 'Issue Hook'
  | 'Confidential Issue Hook'
  | 'Release Hook'
  | 'Deployment Hook'
  | 'Wiki Page Hook'
  | 'Emoji Hook'
  | 'Resource Access Token Hook';

export interface HookSender {
  /** Does not wait for the answer, as GitLab does not. */
  send(event: HookEvent | 'System Hook', body: object, targets: readonly HookTarget[]): void;
  /** Once, as the Test button does; answers the status of whoever listens there, 0 for nobody. */
  test(event: HookEvent, body: object, target: HookTarget): Promise<number>;
  /** Resolves when everything sent was answered or given up. */
  settled(): Promise<void>;
  readonly deliveries: readonly Delivery[];
  stop(): void;
}

/** Milliseconds before each next try. GitLab itself waits minutes; a story has no time for that. */
const patience = [200, 400, 800, 1600, 3200, 3200, 3200, 3200, 3200, 3200];

function signature(signingToken: string, id: string, timestamp: string, body: string): string {
  const key = Buffer.from(signingToken.replace(/^whsec_/u, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

function headersOf(target: HookTarget, base: string, event: string, key: string, body: string): Headers {
  const headers = new Headers({
    'Content-Type': 'application/json',
    'User-Agent': 'GitLab/18.2.0',
    'Idempotency-Key': key,
    'X-Gitlab-Event': event,
    'X-Gitlab-Event-UUID': randomUUID(),
    'X-Gitlab-Webhook-UUID': key,
    'X-Gitlab-Instance': base,
  });
  if (target.token !== undefined) headers.set('X-Gitlab-Token', target.token);
  if (target.signingToken !== undefined) {
    const timestamp = String(Math.floor(Date.now() / 1000));
    headers.set('webhook-id', key);
    headers.set('webhook-timestamp', timestamp);
    headers.set('webhook-signature', signature(target.signingToken, key, timestamp, body));
  }
  return headers;
}

/** Where each of the events may be switched on in a hook. */
export const hookFlags: Readonly<Record<HookEvent, string>> = {
  'Pipeline Hook': 'pipeline_events',
  'Job Hook': 'job_events',
  'Merge Request Hook': 'merge_requests_events',
  'Push Hook': 'push_events',
  'Tag Push Hook': 'tag_push_events',
  'Note Hook': 'note_events',
  'Confidential Note Hook': 'confidential_note_events',
  'Issue Hook': 'issues_events',
  'Confidential Issue Hook': 'confidential_issues_events',
  'Release Hook': 'releases_events',
  'Deployment Hook': 'deployment_events',
  'Wiki Page Hook': 'wiki_page_events',
  'Emoji Hook': 'emoji_events',
  'Resource Access Token Hook': 'resource_access_token_events',
};

/** `base`: how the stand-in calls itself. */
export function hookSender(base: () => string): HookSender {
  const waiting = new Set<Promise<void>>();
  const deliveries: Delivery[] = [];
  const stopped = new AbortController();

  const post = async (target: HookTarget, event: string, key: string, body: string): Promise<Response | undefined> => {
    const headers = headersOf(target, base(), event, key, body);
    return fetch(target.hookUrl, { method: 'POST', headers, body, signal: stopped.signal }).catch(() => undefined);
  };
  const deliver = async (target: HookTarget, event: string, body: string): Promise<void> => {
    const key = randomUUID();
    for (let attempts = 1; ; attempts += 1) {
      const answer = await post(target, event, key, body);
      const pause = patience[attempts - 1];
      if (answer?.ok === true || pause === undefined || stopped.signal.aborted) {
        deliveries.push({ url: target.hookUrl, event, body, attempts, status: answer?.status ?? 0 });
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  };

  return {
    deliveries,
    send(event, body, targets) {
      for (const target of targets) {
        const sending: Promise<void> = deliver(target, event, JSON.stringify(body)).finally(() => waiting.delete(sending));
        waiting.add(sending);
      }
    },
    async test(event, body, target) {
      const text = JSON.stringify(body);
      const answer = await post(target, event, randomUUID(), text);
      deliveries.push({ url: target.hookUrl, event, body: text, attempts: 1, status: answer?.status ?? 0 });
      return answer?.status ?? 0;
    },
    async settled() {
      while (waiting.size > 0) await Promise.all(waiting);
    },
    stop: () => stopped.abort(),
  };
}
