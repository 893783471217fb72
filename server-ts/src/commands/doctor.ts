// /ci doctor: what works and what does not; the deliveries that were given up, and trying them again.

import type { Checkup } from '../checkup/index.ts';
import type { CheckFinding } from '../ci/check.ts';
import { toDeliveryId } from '../ci/ids.ts';
import { CiError } from '../platform/errors.ts';
import { nearest } from '../platform/nearest.ts';
import { formatAge, formatDuration } from '../rendering/duration.ts';
import { escape } from '../rendering/escape.ts';
import { shorten } from '../rendering/shorten.ts';
import { codeSpan } from '../rendering/code-span.ts';
import { isWrong, linesOf, wrongLinesOf } from './finding-lines.ts';
import type { Handler } from './handler.ts';
import type { CiPorts, CommandContext, ConnectionInfo, DeadDelivery } from './ports.ts';
import { withCodes, withPages } from './read-more.ts';
import type { Reply } from './reply.ts';

const LIMIT = 10;
/** Letters from which only what is wrong is told of connections: a message has room for 16,383. */
const ROOMY = 15_000;
const LEFT_OUT =
  'Only what is wrong with connections is told here, as it is much: System Console → Plugins → CI Command Center shows the rest.';
/** A configuration may have thousands of faults, and a post takes 16,383 characters. */
const MOST_PROBLEMS = 20;
/** Milliseconds that a delivery may wait before the queue is called slow. */
const SLOW = 60_000;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const doctor: Handler = async ({ values }, context, ports) => {
  const part = values.get('part')?.toLowerCase();
  switch (part) {
    case undefined:
      return examine(context, ports);
    case 'deliveries':
      return listDead(context, ports);
    case 'replay':
      return replay(values.get('which'), context, ports);
    default:
      throw unknownPart(part);
  }
};

async function examine({ userId }: CommandContext, ports: CiPorts): Promise<Reply> {
  const isAdministrator = await ports.people.isAdministrator(userId);
  const [checkup, examined, queue, accounts] = await Promise.all([
    // What is asked of CI systems, and what they answer, is for administrators.
    isAdministrator ? ports.checkUp() : undefined,
    Promise.all(ports.connections().map(async (connection) => ({ connection, line: await examineConnection(connection, ports) }))),
    examineQueue(ports).catch(() => undefined),
    examineAccounts(ports).catch(() => []),
  ]);
  const looked = examined.map(({ connection, line }) => ({ ...connection, line, findings: findingsOf(connection, checkup) }));
  const configuration = examineConfiguration(isAdministrator, ports);
  const general = [...linesOf(checkup?.around ?? []), ...(queue === undefined ? [] : [queue]), ...accounts, ...configuration];
  const whole = listOf([...blocksOf(looked, linesOf), ...general]);
  const text = whole.length <= ROOMY ? whole : listOf([...general, ...blocksOf(looked, wrongLinesOf), LEFT_OUT]);
  return withPages(withCodes({ text }, ports.manual), ports.manual);
}

interface Looked extends Pick<ConnectionInfo, 'title'> {
  /** Undefined for a system of which nothing was set and nothing ever came. */
  readonly line: string | undefined;
  readonly findings: readonly CheckFinding[];
}

function findingsOf({ provider, name }: ConnectionInfo, checkup: Checkup | undefined): readonly CheckFinding[] {
  return checkup?.connections.find((each) => each.provider === provider && each.name === name)?.findings ?? [];
}

function blocksOf(all: readonly Looked[], linesIn: (findings: readonly CheckFinding[]) => readonly string[]): readonly string[] {
  const isUsed = ({ line, findings }: Looked): boolean => line !== undefined || findings.length > 0;
  const blocks = all.filter(isUsed).map(({ title, line = `– **${escape(title)}**`, findings }) => {
    const head = isWrong(findings) ? line.replace(/^[✓–]/u, '✗') : line;
    return [head, ...linesIn(findings).map((each) => `  - ${each}`)].join('\n');
  });
  const unused = all.filter((each) => !isUsed(each)).map(({ title }) => escape(title));
  return unused.length === 0 ? blocks : [...blocks, `– Not in use: ${unused.join(', ')}`];
}

function listOf(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

/** Undefined for a system of which nothing was set and nothing ever came. */
async function examineConnection(connection: ConnectionInfo, ports: CiPorts): Promise<string | undefined> {
  const { provider, name, title, url, webhook } = connection;
  const last = await ports.deliveries.lastOf(provider, name).catch(() => undefined);
  const who = `**${escape(title)}**${name === 'default' ? '' : ` ${codeSpan(name)}`}`;
  if (last !== undefined) return `✓ ${who}: last delivery ${formatAge(last, ports.now())}${returnOf(connection)}`;
  if (url === '' && name === 'default') return undefined;
  const address = url === '' ? '' : ` (${codeSpan(url)})`;
  return `– ${who}${address}: nothing has ever come. Its webhook must point to ${codeSpan(webhook)}${returnOf(connection)}`;
}

/** Where people come back to from linking an account: to paste into the CI system's application. */
function returnOf({ url, redirects = [] }: ConnectionInfo): string {
  if (url === '' || redirects.length === 0) return '';
  return `. Its OAuth application needs the redirect ${redirects.length === 1 ? 'address' : 'addresses'} ${redirects.map(codeSpan).join(', ')}`;
}

async function examineQueue({ deliveries, now }: CiPorts): Promise<string> {
  const { pending, dead, oldestPending } = await deliveries.counts();
  const age = oldestPending === undefined ? 0 : now() - oldestPending;
  const waiting = pending === 0 ? 'nothing waits' : `${pending} waiting, the oldest for ${formatDuration(Math.max(0, age) / 1000)}`;
  const given = dead === 0 ? '' : `; ${dead} given up: \`/ci doctor deliveries\` tells why, \`/ci doctor replay all\` tries them again`;
  return `${dead > 0 || age > SLOW ? '✗' : '✓'} **Deliveries**: ${waiting}${given}`;
}

/** Nothing where nobody linked one; that some cannot be read is a problem, told with the others. */
async function examineAccounts(ports: CiPorts): Promise<readonly string[]> {
  const count = await ports.linkedAccounts();
  return count === 0 ? [] : [`✓ **Accounts**: ${count} linked, their tokens encrypted; \`/ci whoami\` tells yours`];
}

function examineConfiguration(isAdministrator: boolean, ports: CiPorts): readonly string[] {
  const problems = ports.problems();
  if (problems.length === 0) return ['✓ **Configuration**: nothing is wrong'];
  if (!isAdministrator) return [`✗ **Configuration**: ${problems.length} wrong; a system administrator sees here what`];
  // Remedies are our own words, and what they show is there to be copied.
  const told = problems.slice(0, MOST_PROBLEMS).map(({ code: id, message, remedy }) => `✗ ${escape(message)} ${remedy} (${id})`);
  return problems.length > MOST_PROBLEMS ? [...told, `… and ${problems.length - MOST_PROBLEMS} problems more`] : told;
}

async function listDead(context: CommandContext, ports: CiPorts): Promise<Reply> {
  await demandAdministrator(context, ports);
  const [found, { dead }] = await Promise.all([ports.deliveries.dead({ limit: LIMIT }), ports.deliveries.counts()]);
  if (found.length === 0) return { text: 'No delivery was given up.' };
  const title =
    dead > found.length ? `The newest ${found.length} of ${dead} deliveries that were given up` : 'Deliveries that were given up';
  const rows = found.map((each) => `- ${describe(each, ports)}`);
  return { text: [`${title}:`, ...rows, '`/ci doctor replay <id>` or `/ci doctor replay all` tries them again.'].join('\n') };
}

function describe({ id, provider, connection, receivedAt, attempts, reason }: DeadDelivery, ports: CiPorts): string {
  const from = ports.connections().find((each) => each.provider === provider)?.title ?? provider;
  const of = connection === 'default' ? '' : ` ${codeSpan(connection)}`;
  return `${codeSpan(id)} · ${escape(from)}${of} · ${formatAge(receivedAt, ports.now())} · ${attempts} tries · ${escape(shorten(reason, 200))}`;
}

async function replay(which: string | undefined, context: CommandContext, ports: CiPorts): Promise<Reply> {
  await demandAdministrator(context, ports);
  if (which === undefined || (which.toLowerCase() !== 'all' && !ID.test(which))) {
    throw new CiError(
      'CI_COMMAND_DELIVERY',
      which === undefined ? 'Which delivery?' : `${which.slice(0, 60)} is no delivery.`,
      '`/ci doctor deliveries` lists them; `all` stands for every one.',
    );
  }
  const count = await ports.deliveries.replay(which.toLowerCase() === 'all' ? 'all' : [toDeliveryId(which.toLowerCase())]);
  if (count === 0) return { text: which.toLowerCase() === 'all' ? 'No delivery was given up.' : 'No delivery of this id was given up.' };
  return {
    text: `${count === 1 ? 'One delivery is' : `${count} deliveries are`} tried again. \`/ci doctor\` tells what became of ${count === 1 ? 'it' : 'them'}.`,
  };
}

/** What was given up tells of all projects: so it is for administrators. */
async function demandAdministrator({ userId }: CommandContext, { people }: CiPorts): Promise<void> {
  if (await people.isAdministrator(userId)) return;
  throw new CiError('CI_ADMINISTRATOR', 'Only system administrators may see and repeat deliveries.', 'Ask one of them.');
}

function unknownPart(part: string): CiError {
  const known = ['deliveries', 'replay'];
  const meant = nearest(part, known);
  const remedy = meant === undefined ? `There are: ${known.join(', ')}.` : `Did you mean ${meant}?`;
  return new CiError('CI_COMMAND_VALUE', `doctor does not know ${part.slice(0, 60)}.`, remedy);
}
