// A stand-in Alertmanager over real HTTP: alerts that fire and end, groups that are told by webhook, silences by API v2.
import { createServer } from 'node:http';
import { createApi } from './api.ts';
import { groupsOf, isSilenced, messageOf, fingerprintOf, type Alert, type Labels, type Silence } from './groups.ts';
import { createNotifier, type Delivery } from './notifier.ts';
import { serve } from './server.ts';

export interface AlertmanagerOptions {
  readonly hookUrl: string;
  /** The whole `Authorization` header of its notifications, as `http_config` makes it: `Token …`. */
  readonly authorization?: string;
  /** The whole `Authorization` header that its API asks for; none when left out, as Alertmanager itself has no accounts. */
  readonly apiAuthorization?: string;
  /** As `--web.route-prefix`: `/am`. */
  readonly prefix?: string;
  /** `alertname` when left out. */
  readonly groupBy?: readonly string[];
  readonly receiver?: string;
  readonly maxAlerts?: number;
}

export interface Alertmanager {
  /** With the prefix. */
  readonly url: string;
  readonly silences: readonly Silence[];
  readonly deliveries: readonly Delivery[];
  /** An alert begins; one that fires already goes on. */
  fire(labels: Labels, annotations?: Labels): void;
  /** Every alert with these labels ends. */
  resolve(labels: Labels): void;
  /**
   * Tells each group that has news, as after `group_interval`: all that fires, and what has ended since it was last told. A silenced alert is not
   * told. Resolves when each was answered or given up.
   */
  flush(): Promise<void>;
  /** Tells each group that fires again, byte for byte, as after `repeat_interval`. */
  remind(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it on a free loopback port. Nothing is told before `flush`. */
export async function startAlertmanager(options: AlertmanagerOptions): Promise<Alertmanager> {
  const { prefix = '', groupBy = ['alertname'], receiver = 'mattermost', maxAlerts = 0 } = options;
  const alerts: Alert[] = [];
  const lastTold = new Map<string, string>();
  const api = createApi(
    () => alerts,
    () => new Date(),
  );
  const notifier = createNotifier(options.hookUrl, options.authorization);
  const site = { prefix, apiAuthorization: options.apiAuthorization, api, alerts };
  const server = createServer((request, response) => void serve(site, request, response));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}${prefix}`;

  const current = (labels: Labels) =>
    alerts.find((each) => each.endsAt === undefined && fingerprintOf(each.labels) === fingerprintOf(labels));

  return {
    url,
    silences: api.silences,
    deliveries: notifier.deliveries,
    fire(labels, annotations = {}) {
      // Its former outbreak is over, told or not: one alert is told once.
      const former = alerts.findIndex((each) => each.endsAt !== undefined && fingerprintOf(each.labels) === fingerprintOf(labels));
      if (former !== -1) alerts.splice(former, 1);
      if (current(labels) === undefined) alerts.push({ labels, annotations, startsAt: new Date() });
    },
    resolve(labels) {
      const wanted = Object.entries(labels);
      for (const alert of alerts)
        if (alert.endsAt === undefined && wanted.every(([name, value]) => alert.labels[name] === value)) alert.endsAt = new Date();
    },
    async flush() {
      const now = new Date();
      const news = alerts.filter((alert) => alert.told !== true && !isSilenced(api.silences, alert.labels, now));
      const groups = [...groupsOf(news, groupBy)];
      for (const alert of news) if (alert.endsAt !== undefined) alert.told = true;
      await Promise.all(
        groups.map(async ([groupKey, members]) => {
          const body = messageOf(groupKey, members, { receiver, url, groupBy, maxAlerts });
          if (lastTold.get(groupKey) === body) return;
          lastTold.set(groupKey, body);
          await notifier.send(groupKey, body);
        }),
      );
    },
    async remind() {
      const firing = [...lastTold].filter(([, body]) => body.includes('"0001-01-01T00:00:00Z"'));
      await Promise.all(firing.map(([groupKey, body]) => notifier.send(groupKey, body)));
    },
    async stop() {
      notifier.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
