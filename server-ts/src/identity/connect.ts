// Linking an account by a token: asked for in a private form, or typed; kept only when the CI system says whose it is.

import type { Account } from '../ci/account.ts';
import type { Answer, AnswerCall, AnswerVerb, Asked, Button, Form } from '../ci/command.ts';
import { join, link, say, type Words } from '../ci/words.ts';
import { CiError } from '../platform/errors.ts';
import { createBuckets } from '../platform/limits.ts';
import { secretsOf } from './accounts.ts';
import type { LinkedAccount, Proof } from './linked.ts';
import { CONNECT_CALL, type AccountCommandPorts, type TokenProvider } from './ports.ts';
import { demandAddress, placeWords, whoWords } from './told.ts';

/** Tokens are not to be guessed through us: ten at once, then one a minute. */
const TRIES = { capacity: 10, perSecond: 1 / 60, keys: 10_000 };
type TokenProof = Extract<Proof, { kind: 'token' }>;

/** No CI system's tokens are longer. */
const LONGEST = 2_000;

/** The server writes what is typed into its audit log, where it keeps one (`executeCommand` in server/channels/api4/command.go). */
const typedHint = say`Without a token in it, the command asks for one in a private dialog: that is safer, as Mattermost may keep what is typed.`;

export function createConnect(
  provider: TokenProvider,
  ports: AccountCommandPorts,
): { readonly verb: AnswerVerb; readonly call: AnswerCall } {
  const tries = createBuckets(TRIES);
  const connect = async (asked: Asked, name: string, token: string): Promise<Answer> => {
    const given = readGiven(provider, name, token);
    const wait = tries.take(asked.person.userId, asked.now);
    if (wait > 0) throw tooMany(wait);
    const answer = await verifyAndLink(provider, ports, asked, given);
    // Whoever is right guesses nothing.
    tries.giveBack(asked.person.userId);
    return answer;
  };
  const ask = async (asked: Asked, name?: string): Promise<Answer> => {
    demandAddress(provider, asked);
    const known = await ports.accounts.find(asked.person.userId, asked.connection);
    return { text: introduce(provider, asked, known), form: formOf(provider, asked, known, name) };
  };
  return {
    async verb(asked) {
      const [name, token] = [asked.values.get('name'), asked.values.get('token')];
      if (name === undefined || token === undefined) return ask(asked, name);
      demandAddress(provider, asked);
      const { text } = await connect(asked, name, token);
      return { text: say`${text} ${typedHint}` };
    },
    async call(asked) {
      const { name, token } = asked.fields;
      if (name === undefined && token === undefined) return ask(asked);
      demandAddress(provider, asked);
      try {
        return await connect(asked, name ?? '', token ?? '');
      } catch (error) {
        if (error instanceof CiError) return refused(error);
        throw error;
      }
    },
  };
}

/** The dialog stays open with what was filled in, and says it below the token; `text` is for when it was closed meanwhile. */
function refused({ message, remedy, code: id }: CiError): Answer {
  const text: Words = {
    pieces: [
      { kind: 'foreign', text: message },
      { kind: 'own', text: ` ${remedy} \`${id}\`` },
    ],
  };
  const again: Button = { label: 'Try again', style: 'primary', call: { name: CONNECT_CALL, args: {} } };
  return { text, buttons: [again], faults: { token: `${message} ${remedy}`.replaceAll('`', '') } };
}

async function verifyAndLink(provider: TokenProvider, ports: AccountCommandPorts, asked: Asked, proof: TokenProof): Promise<Answer> {
  const { accounts, http, secrets, log } = ports;
  const { connection, person } = asked;
  secrets.lend(secretsOf(proof));
  const account = await verified(provider, () =>
    provider.accounts.verify({ connection, http: http(connection), credentials: proof.credentials }),
  );
  const before = await accounts.find(person.userId, connection);
  await accounts.link(person.userId, connection, account, proof);
  log.info('An account was linked', { userId: person.userId, provider: provider.name, connection: connection.name });
  return { text: connected(provider, asked, account, before) };
}

/** What the CI system says may not repeat the token: it is masked where it is shown, and an error of ours never holds it. */
async function verified(provider: TokenProvider, verify: () => Promise<Account>): Promise<Account> {
  const account = await verify();
  if (account.login !== '') return account;
  throw new CiError('CI_ACCOUNT_NOBODY', `${provider.title} does not say whose token it is.`, 'Make a new one and try again.');
}

function connected(provider: TokenProvider, asked: Asked, account: Account, before: LinkedAccount | undefined): Words {
  const where = placeWords(provider, asked.connection, asked.connections);
  const replaced =
    before === undefined
      ? ''
      : before.account.login === account.login
        ? ' The token before is gone.'
        : ` Before you were ${before.account.login}.`;
  return say`You are connected to ${where} as ${whoWords(account)}.${replaced} What you ask for here is done as you.`;
}

function introduce(provider: TokenProvider, { connection, connections }: Asked, known: LinkedAccount | undefined): Words {
  const { tokenLabel, tokenPage } = provider.accounts;
  const where = placeWords(provider, connection, connections);
  const lines: Words[] = [];
  if (known !== undefined)
    lines.push(say`You are connected to ${where} as ${whoWords(known.account)}. A new token replaces the one before.`);
  const page = tokenPage(connection);
  if (page === undefined) lines.push(say`Make a token (${tokenLabel}) in ${where} and enter it here.`);
  else lines.push(say`${link(`Make a token in ${provider.title}`, page)}, copy it and enter it here.`);
  if (/^http:/i.test(connection.url)) lines.push(say`**${connection.url} is not encrypted**: your token can be read on its way there.`);
  lines.push(say`It is checked, kept encrypted, and shown to nobody.`);
  return join(lines);
}

function formOf(provider: TokenProvider, asked: Asked, known: LinkedAccount | undefined, name?: string): Form {
  const { nameLabel, tokenLabel } = provider.accounts;
  const value = name ?? known?.account.login;
  return {
    title: `Connect to ${provider.title}`,
    introduction: introduce(provider, asked, known),
    submit: 'Connect',
    fields: [
      { kind: 'text', name: 'name', label: nameLabel, ...(value !== undefined && { value }) },
      { kind: 'secret', name: 'token', label: tokenLabel },
    ],
    call: { name: CONNECT_CALL, args: {} },
  };
}

function readGiven({ accounts: { nameLabel, tokenLabel } }: TokenProvider, name: string, token: string): TokenProof {
  const credentials = { username: name.trim(), token: token.trim() };
  const wrong = (label: string, text: string): boolean =>
    text === '' || text.length > LONGEST || /[\s\p{Cc}]/u.test(label === tokenLabel ? text : text.replaceAll(' ', ''));
  const fault = wrong(nameLabel, credentials.username) ? nameLabel : wrong(tokenLabel, credentials.token) ? tokenLabel : undefined;
  if (fault === undefined) return { kind: 'token', credentials };
  throw new CiError('CI_ACCOUNT_GIVEN', `What was entered cannot be a ${fault}.`, 'Copy it as a whole, without line breaks.');
}

function tooMany(wait: number): CiError {
  return new CiError(
    'CI_ACCOUNT_TRIES',
    'That were many tokens in a short time.',
    `Try again in ${Math.max(1, Math.ceil(wait / 60_000))} min.`,
  );
}
