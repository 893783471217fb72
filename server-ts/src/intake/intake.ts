// HTTP in: address, size and proof, the kind of delivery, then stored for good, and only then 202.

import type { Connection } from '../ci/connection.ts';
import { subjectOf } from '../ci/event.ts';
import type { PlaceChange, PlaceMade } from '../ci/place.ts';
import type { Delivery, Provider } from '../ci/provider.ts';
import { CiError } from '../platform/errors.ts';
import type { Clock } from '../platform/clock.ts';
import { createBuckets, type Buckets } from '../platform/limits.ts';
import type { Log } from '../platform/log.ts';
import type { NewDelivery, Stored } from '../storage/index.ts';
import * as answers from './answers.ts';
import { createRoom, readBody, type Room } from './body.ts';
import { keepHeaders, keepQuery } from './kept.ts';

export interface IntakePorts {
  provider(name: string): Provider | undefined;
  /** `default` when the address names none. */
  connection(provider: string, name: string): Connection | undefined;
  isAllowed(address: string): boolean;
  /** Told that a delivery is on its way in, until what it answers is called. */
  arriving(): () => void;
  /** Rejects when the database is away. */
  store(delivery: NewDelivery): Promise<Stored>;
  /** What became of a project, for the subscriptions that follow it. Rejects when it cannot be kept. */
  changed?(sender: { readonly provider: string; readonly connection: string }, change: PlaceChange): Promise<void>;
  /** A CI system tells of a new project. Rejects when that cannot be kept. */
  made?(sender: { readonly provider: string; readonly connection: string }): Promise<void>;
  /** What came is of no use, but shows that the way here works. */
  heard?(provider: string, connection: string): void;
  /** A delivery was turned away. */
  refused?(refusal: Refusal): void;
  readonly now: Clock;
  readonly log: Log;
}

/** `code`: as the sender was answered. `reason`: plain words without a secret. */
export interface Refusal {
  readonly code: string;
  readonly provider: string;
  readonly connection: string;
  readonly address: string;
  readonly reason: string;
}

/** Answers `POST /webhooks/<provider>[/<connection>]`; `address`: the caller's, without a port. Never rejects. */
export type Intake = (request: Request, address: string) => Promise<Response>;

interface Sender {
  readonly provider: Provider;
  readonly connection: Connection;
}

interface Limits {
  readonly wrongProofs: Buckets;
  /** Lines in the log about what could not be stored: while the database is away there would be one a delivery. */
  readonly complaints: Buckets;
  readonly room: Room;
}

const PATH = /^\/webhooks\/([a-z0-9-]+)(?:\/([\w.-]+))?$/;
const BYTES_AT_ONCE = 56 * 1024 * 1024;
const WRONG_PROOFS = { capacity: 60, perSecond: 1, keys: 10_000 };
const COMPLAINTS = { capacity: 5, perSecond: 0.1, keys: 100 };

export function createIntake(ports: IntakePorts): Intake {
  const limits: Limits = {
    wrongProofs: createBuckets(WRONG_PROOFS),
    complaints: createBuckets(COMPLAINTS),
    room: createRoom(BYTES_AT_ONCE),
  };
  return async (request, address) => {
    const url = new URL(request.url);
    const sender = senderOf(ports, url.pathname);
    if (sender === undefined) return unknown(ports, url.pathname, address);
    if (request.method !== 'POST') return answers.wrongMethod();
    if (!ports.isAllowed(address)) return forbidden(ports, sender, address);
    const arrived = ports.arriving();
    try {
      return await receive(ports, limits, sender, { request, url, address });
    } finally {
      arrived();
    }
  };
}

interface Call {
  readonly request: Request;
  readonly url: URL;
  readonly address: string;
}

async function receive(ports: IntakePorts, limits: Limits, sender: Sender, { request, url, address }: Call): Promise<Response> {
  const body = await readBody(request, limits.room).catch(() => undefined);
  if (body === undefined) return answers.invalid('the body broke off');
  if (body.kind === 'too-large') return answers.tooLarge();
  if (body.kind === 'too-busy') return answers.tooMany('CI_WEBHOOK_BUSY', 'Too many deliveries at once. Send it again in a moment.', 1000);
  try {
    return await take(ports, limits, sender, { headers: request.headers, query: url.searchParams, body: body.bytes }, address);
  } finally {
    limits.room.give(body.bytes.length);
  }
}

function senderOf(ports: IntakePorts, path: string): Sender | undefined {
  const [, name, connectionName = 'default'] = PATH.exec(path) ?? [];
  const provider = name === undefined ? undefined : ports.provider(name);
  const connection = provider && ports.connection(provider.name, connectionName);
  return provider && connection && { provider, connection };
}

/** One who calls a connection that there is not is told of with the one of the settings, where people look. */
function unknown({ provider, refused }: IntakePorts, path: string, address: string): Response {
  const [, name = '', connectionName] = PATH.exec(path) ?? [];
  if (connectionName !== undefined && provider(name) !== undefined)
    refused?.({
      code: 'CI_WEBHOOK_UNKNOWN',
      provider: name,
      connection: 'default',
      address,
      reason: `they went to /webhooks/${name}/${connectionName.slice(0, 60)}, and there is no such connection`,
    });
  return answers.unknown();
}

function forbidden({ refused }: IntakePorts, { provider, connection }: Sender, address: string): Response {
  const reason = 'the address is not among those that may call';
  refused?.({ code: 'CI_WEBHOOK_ADDRESS', provider: provider.name, connection: connection.name, address, reason });
  return answers.forbidden();
}

/** The proof comes before anything looks into the body. */
async function take(ports: IntakePorts, limits: Limits, sender: Sender, delivery: Delivery, address: string): Promise<Response> {
  const { provider, connection } = sender;
  const proof = provider.prove(delivery, connection, ports.now());
  if (!proof.ok) return unproved(ports, limits, sender, address, proof.reason);
  const reading = provider.read(delivery, connection);
  if (reading.kind === 'invalid') {
    const { name } = connection;
    ports.refused?.({ code: 'CI_WEBHOOK_BODY', provider: provider.name, connection: name, address, reason: reading.reason });
    return answers.invalid(reading.reason);
  }
  if (reading.kind === 'ignored') {
    const { change, reason } = reading;
    ports.heard?.(provider.name, connection.name);
    return change === undefined ? answers.ignored(reason) : note(ports, sender, change, reason);
  }
  return store(ports, limits, {
    provider: provider.name,
    connection: connection.name,
    dedupeKey: provider.identify(delivery),
    headers: keepHeaders(delivery.headers),
    query: keepQuery(delivery.query),
    body: delivery.body,
    orderKey: subjectOf(reading.event).key,
    event: reading.event,
  });
}

async function note(
  { changed, made, log }: IntakePorts,
  { provider, connection }: Sender,
  change: PlaceChange | PlaceMade,
  reason: string,
): Promise<Response> {
  try {
    const told = { provider: provider.name, connection: connection.name };
    await (change.kind === 'made' ? made?.(told) : changed?.(told, change));
    return answers.ignored(reason);
  } catch (error) {
    log.warn('What became of a project could not be noted', { provider: provider.name, reason: String(error) });
    return answers.notStored('CI_STORAGE_UNREACHABLE');
  }
}

/** A right proof is never slowed: behind a proxy all senders may share one address. */
function unproved(
  { log, now, refused }: IntakePorts,
  { wrongProofs }: Limits,
  { provider, connection }: Sender,
  address: string,
  reason: string,
): Response {
  refused?.({ code: 'CI_WEBHOOK_PROOF', provider: provider.name, connection: connection.name, address, reason });
  const wait = wrongProofs.take(address, now());
  if (wait > 0)
    return answers.tooMany('CI_WEBHOOK_SLOW_DOWN', 'Too many deliveries without a right proof. Check the webhook secret.', wait);
  log.warn('A delivery was refused', { code: 'CI_WEBHOOK_PROOF', provider: provider.name, connection: connection.name, address, reason });
  return answers.unproved(reason);
}

async function store({ store: keep, log, now }: IntakePorts, { complaints }: Limits, delivery: NewDelivery): Promise<Response> {
  try {
    const stored = await keep(delivery);
    return stored.kind === 'duplicate' ? answers.duplicate() : answers.accepted(stored.id);
  } catch (error) {
    const code = error instanceof CiError ? error.code : 'CI_STORAGE_UNREACHABLE';
    if (complaints.take(code, now()) === 0)
      log.warn('A delivery could not be stored', {
        code,
        provider: delivery.provider,
        reason: error instanceof Error ? error.message : String(error),
      });
    return answers.notStored(code);
  }
}
