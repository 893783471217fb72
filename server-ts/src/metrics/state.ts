// What is read when somebody asks for the metrics: the queue, the database, linked accounts, this process.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Counter, Gauge, type Registry } from 'prom-client';
import { inTime } from '../platform/in-time.ts';
import { PREFIX } from './meters.ts';

export interface StatePorts {
  /** Rejects while the database is away. */
  counts(): Promise<{ readonly pending: number; readonly dead: number; readonly oldestPending?: number }>;
  /** Of all people; rejects while the database is away. */
  linkedAccounts(): Promise<number>;
  isStorageUp(): boolean;
  /** Milliseconds since 1970. */
  now(): number;
  readonly version: string;
  /** Of Node. */
  readonly runtime: string;
}

export interface State {
  /** Reads all of it again. Never rejects; what cannot be read has no value. */
  look(): Promise<void>;
  /** Ends the measuring of the event loop. */
  stop(): void;
}

/** Milliseconds for what the database is asked: Prometheus waits ten seconds. */
const READ_WITHIN = 3_000;

export function createState(registry: Registry, ports: StatePorts): State {
  const gauge = (name: string, help: string): Gauge => new Gauge({ name: PREFIX + name, help, registers: [registry] });
  const up = gauge('storage_up', 'Whether the database can be used: 1 or 0.');
  const depth = gauge('queue_deliveries', 'Deliveries that wait to be told, over all nodes.');
  const age = gauge('queue_oldest_seconds', 'How long the delivery that waits longest has waited; 0 when none waits.');
  const dead = gauge('dead_deliveries', 'Deliveries that were given up and are kept for a person (/ci doctor deliveries).');
  const accounts = gauge('linked_accounts', 'Accounts in CI systems that people have linked.');
  const lookAtProcess = createProcessGauges(registry, gauge);
  new Gauge({
    name: `${PREFIX}build_info`,
    help: 'The version of the plugin and of the Node it runs on; always 1.',
    labelNames: ['version', 'node'],
    registers: [registry],
  }).set({ version: ports.version, node: ports.runtime }, 1);

  const lookAtQueue = async (): Promise<void> => {
    const read = ports.isStorageUp() ? await soon(ports.counts()) : undefined;
    show(depth, read?.pending);
    show(dead, read?.dead);
    show(age, read && Math.max(0, ports.now() - (read.oldestPending ?? ports.now())) / 1000);
  };
  return {
    async look() {
      up.set(ports.isStorageUp() ? 1 : 0);
      lookAtProcess.look();
      const linked = async (): Promise<void> => show(accounts, ports.isStorageUp() ? await soon(ports.linkedAccounts()) : undefined);
      await Promise.all([lookAtQueue(), linked()]);
    },
    stop: lookAtProcess.stop,
  };
}

/** A gauge without a value is not written: 0 would say that nothing waits. */
function show(gauge: Gauge, value: number | undefined): void {
  if (value === undefined) gauge.remove();
  else gauge.set(value);
}

function soon<Value>(asked: Promise<Value>): Promise<Value | undefined> {
  return inTime(
    READ_WITHIN,
    asked.catch(() => undefined),
    () => undefined,
  );
}

/** Milliseconds between two looks at the event loop; a finer one would cost more than it tells. */
const LAG_EVERY = 20;

function createProcessGauges(registry: Registry, gauge: (name: string, help: string) => Gauge): { look(): void; stop(): void } {
  const started = gauge('process_start_time_seconds', 'When the process started, seconds since 1970.');
  const resident = gauge('process_resident_memory_bytes', 'Memory of the process.');
  const heap = gauge('process_heap_used_bytes', 'Memory of its JavaScript objects.');
  const cpu = new Counter({
    name: `${PREFIX}process_cpu_seconds_total`,
    help: 'Processor time of the process since the plugin was activated.',
    registers: [registry],
  });
  const mean = gauge('event_loop_lag_mean_seconds', 'How late the event loop was since the last look, on average.');
  const worst = gauge('event_loop_lag_max_seconds', 'How late the event loop was since the last look, at worst.');
  started.set(Math.round(Date.now() / 1000 - process.uptime()));
  const lag = monitorEventLoopDelay({ resolution: LAG_EVERY });
  lag.enable();
  let spent = process.cpuUsage();
  return {
    look() {
      const { rss, heapUsed } = process.memoryUsage();
      resident.set(rss);
      heap.set(heapUsed);
      const { user, system } = process.cpuUsage(spent);
      cpu.inc((user + system) / 1e6);
      spent = process.cpuUsage();
      mean.set(late(lag.mean));
      worst.set(late(lag.max));
      lag.reset();
    },
    stop: () => void lag.disable(),
  };
}

/** From the nanoseconds between two looks; nothing was seen yet when they are no number. */
function late(nanoseconds: number): number {
  return Number.isFinite(nanoseconds) ? Math.max(0, nanoseconds / 1e9 - LAG_EVERY / 1000) : 0;
}
