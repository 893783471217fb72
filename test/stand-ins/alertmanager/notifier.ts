// Sends notifications as Alertmanager does: with its proof, and again where that helps.

export interface Delivery {
  readonly groupKey: string;
  readonly body: string;
  readonly attempts: number;
  /** Of the last try; 0 when nobody answered. */
  readonly status: number;
}

/** Milliseconds before each next try; Alertmanager itself tries until the next interval. */
const patience = [200, 400, 800, 1600, 3200, 3200, 3200, 3200, 3200];

export interface Notifier {
  readonly deliveries: Delivery[];
  send(groupKey: string, body: string): Promise<void>;
  stop(): void;
}

/**
 * `authorization`: the whole header. Tries again after 5xx and when nobody answers, as Alertmanager does; other refusals it drops.
 */
export function createNotifier(hookUrl: string, authorization: string | undefined): Notifier {
  const deliveries: Delivery[] = [];
  const stopped = new AbortController();
  const headers = {
    'Content-Type': 'application/json',
    'User-Agent': 'Alertmanager/0.34.2',
    ...(authorization !== undefined && { Authorization: authorization }),
  };
  return {
    deliveries,
    async send(groupKey, body) {
      for (let attempts = 1; ; attempts += 1) {
        const answer = await fetch(hookUrl, { method: 'POST', headers, body, signal: stopped.signal }).catch(() => undefined);
        const pause = patience[attempts - 1];
        const again = answer === undefined || answer.status >= 500 || answer.status === 429;
        if (!again || pause === undefined || stopped.signal.aborted) {
          deliveries.push({ groupKey, body, attempts, status: answer?.status ?? 0 });
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    },
    stop: () => stopped.abort(),
  };
}
