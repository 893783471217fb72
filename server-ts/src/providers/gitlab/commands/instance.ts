// /gitlab instance: which GitLab servers there are; administrators put them up, take them away, and say which one is meant usually.

import type { Answer, AnswerCall, AnswerVerb, Asked, Field, Form } from '../../../ci/command.ts';
import type { ConnectionWish } from '../../../ci/connection-desk.ts';
import type { Connection } from '../../../ci/connection.ts';
import { code, join, link, say, type Words } from '../../../ci/words.ts';
import { asProblem, CiError } from '../../../platform/errors.ts';
import { nearest } from '../../../platform/nearest.ts';
import { lookAtServer } from '../api/server-look.ts';
import { requireAdministrator } from './administrator.ts';

const NAME = /^[a-z0-9][a-z0-9._-]{0,63}$/i;

export const listInstances: AnswerVerb = async ({ connections, isAdministrator }) => {
  const known = connections.filter(({ url }) => url !== '');
  if (known.length === 0) return { text: say`No GitLab is set up yet. An administrator does so with \`/gitlab instance install\`.` };
  const isAdmin = await isAdministrator();
  const head = isAdmin
    ? say`| name | address | connecting accounts | webhooks |\n| --- | --- | --- | --- |`
    : say`| name | address |\n| --- | --- |`;
  return { text: join([head, ...known.map((each) => rowOf(each, known.length > 1 && usual(known) === each, isAdmin))]) };
};

function rowOf({ name, url, oauth, webhookSecrets, token }: Connection, isMeant: boolean, isAdmin: boolean): Words {
  const row = say`| ${name}${isMeant ? ', meant where none is named' : ''} | ${link(url, url)} |`;
  if (!isAdmin) return row;
  const hooks = `${webhookSecrets.length === 0 ? '✗ no secret' : '✓ has a secret'}${token === undefined ? '' : ', service token'}`;
  return say`${row} ${oauth === undefined ? '✗ no OAuth application' : '✓ OAuth application'} | ${hooks} |`;
}

/** The one that is meant where none is named. */
function usual(known: readonly Connection[]): Connection | undefined {
  return known.find(({ preferred }) => preferred === true) ?? known.find(({ name }) => name === 'default');
}

export const installInstance: AnswerVerb = async (asked) => {
  await requireAdministrator(asked);
  return formFor(asked, { name: asked.values.get('name') ?? freeName(asked) });
};

/** `default` is the one of the settings: the first one. */
function freeName({ connections }: Asked): string {
  return connections.some(({ name, url }) => name === 'default' && url === '') ? 'default' : '';
}

interface Known {
  readonly name: string;
  readonly connection?: Connection;
}

export function formFor(asked: Asked, { name, connection }: Known): Answer {
  const form: Form = {
    title: connection === undefined ? 'Set up GitLab' : 'OAuth application',
    introduction: introduction(asked),
    submit: 'Save',
    fields: fieldsFor(name, connection),
    call: { name: 'instance-filled', args: connection === undefined ? {} : { name: connection.name } },
  };
  return { text: say`GitLab is set up in a form.`, form };
}

/** What to do in GitLab before. */
function introduction({ site: { redirects } }: Asked): Words {
  if (redirects.length === 0)
    return say`First set the Site URL of Mattermost in System Console → Web Server: accounts cannot be connected without.`;
  return join([
    say`In GitLab: Admin → Applications (or a user’s or group’s settings → Applications) → Add new application.`,
    say`Redirect URI: ${join(redirects.map((each) => code(each)))}`,
    say`Confidential: yes. Scopes: \`api\` (only \`read_api\` for reading). Then put in here what GitLab shows.`,
  ]);
}

function fieldsFor(name: string, connection: Connection | undefined): readonly Field[] {
  const isKnown = connection !== undefined;
  const keep = isKnown ? ' Left empty it stays.' : '';
  const named: Field = {
    kind: 'text',
    name: 'name',
    label: 'Name',
    help: 'One word; default is the GitLab of the settings.',
    ...(name !== '' && { value: name }),
  };
  return [
    ...(isKnown ? [] : [named]),
    {
      kind: 'text',
      name: 'url',
      label: 'Address of GitLab',
      placeholder: 'https://gitlab.example.com',
      ...(isKnown && { value: connection.url }),
    },
    {
      kind: 'text',
      name: 'id',
      label: 'Application ID',
      optional: true,
      ...(connection?.oauth !== undefined && { value: connection.oauth.clientId }),
    },
    { kind: 'secret', name: 'secret', label: 'Application secret', optional: true, help: `Never shown.${keep}` },
    {
      kind: 'lines',
      name: 'ca',
      label: 'Certificate authority',
      optional: true,
      help: `PEM, where GitLab’s certificate is of an authority of your own.${keep}`,
    },
  ];
}

export const instanceFilled: AnswerCall = async (asked) => {
  await requireAdministrator(asked);
  const { args, connection, desk, fields } = asked;
  const filled = (field: string): string => (fields[field] ?? '').trim();
  const name = args['name'] ?? filled('name');
  if (!NAME.test(name)) return fault('name', 'A name is one word of letters, digits, dots and dashes.');
  const known = asked.connections.find((each) => each.name.toLowerCase() === name.toLowerCase());
  const url = filled('url').replace(/\/+$/, '');
  if (!/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i.test(url)) return fault('url', 'Write it as https://gitlab.example.com.');
  const [clientId, clientSecret] = [filled('id'), filled('secret') || known?.oauth?.clientSecret || ''];
  if ((clientId === '') !== (clientSecret === '') && (clientId !== '' || filled('secret') !== ''))
    return fault(clientId === '' ? 'id' : 'secret', 'An application has both an ID and a secret.');
  const ca = filled('ca');
  const wish: ConnectionWish = {
    name: known?.name ?? name,
    url,
    ...(clientId !== '' && { oauth: { clientId, clientSecret } }),
    ...(ca !== '' && { ca }),
  };
  const made = await desk.put(connection.provider, wish).catch((error: unknown) => asProblem(error));
  if (made instanceof CiError) return faultOf(made, ca !== '');
  return installed(asked, made, known !== undefined && known.url !== '');
};

async function installed(asked: Asked, made: Connection, wasThere: boolean): Promise<Answer> {
  const { connection, desk } = asked;
  const look = await lookAtServer(
    desk.reach(connection.provider, { name: made.name, url: made.url, ...(made.ca !== undefined && { ca: made.ca }) }),
  );
  const named = made.name === 'default' ? '' : ` --connection ${made.name}`;
  const next = made.oauth === undefined ? [] : [say`Everybody connects with ${code(`/gitlab connect${named}`)}.`];
  const preferring =
    asked.connections.filter(({ url }) => url !== '').length === 0 || made.preferred === true || wasThere
      ? []
      : [{ label: 'Make it the default', call: { name: 'instance-prefer', args: { name: made.name } } }];
  return {
    text: join([
      say`**${made.name}** (${link(made.url, made.url)}) ${wasThere ? 'was changed' : 'was added'}.`,
      look,
      ...next,
      say`${code(`/gitlab webhook add <group/project>${named}`)} lets its projects tell of themselves.`,
    ]),
    buttons: preferring,
  };
}

export const uninstallInstance: AnswerVerb = async (asked) => {
  await requireAdministrator(asked);
  const { name } = knownOf(asked, asked.values.get('name'));
  const { accounts, subscriptions } = await asked.desk
    .uses(asked.connection.provider, name)
    .catch(() => ({ accounts: 0, subscriptions: 0 }));
  const people =
    accounts === 0
      ? ''
      : ` ${accounts} connected ${accounts === 1 ? 'account is' : 'accounts are'} of no use then, and forgotten after a while; `;
  const told =
    subscriptions === 0 ? '' : ` ${subscriptions} ${subscriptions === 1 ? 'subscription' : 'subscriptions'} to its news will be silent.`;
  const text = `The connection ${name} goes, with its application and secrets: its webhooks are refused from then on, and are to be deleted in GitLab.${people}${told}`;
  const button = {
    label: `Uninstall ${name}`,
    style: 'danger' as const,
    call: { name: 'instance-uninstall', args: { name } },
    confirm: { title: `Uninstall ${name}?`, text, yes: 'Uninstall' },
  };
  return { text: say`${text}`, buttons: [button] };
};

export const uninstallCall: AnswerCall = async (asked) => {
  await requireAdministrator(asked);
  const { name } = knownOf(asked, asked.args['name']);
  await asked.desk.remove(asked.connection.provider, name);
  return { text: say`The GitLab **${name}** was uninstalled.` };
};

export const setDefault: AnswerVerb = (asked) => prefer(asked, asked.values.get('name'));
export const preferCall: AnswerCall = (asked) => prefer(asked, asked.args['name']);

async function prefer(asked: Asked, given: string | undefined): Promise<Answer> {
  await requireAdministrator(asked);
  const { name } = knownOf(asked, given);
  await asked.desk.prefer(asked.connection.provider, name);
  return { text: say`**${name}** is the default GitLab now: the one that commands mean where they name none.` };
}

function knownOf({ connections }: Asked, given = ''): Connection {
  const known = connections.filter(({ url }) => url !== '');
  const found = known.find(({ name }) => name.toLowerCase() === given.toLowerCase());
  if (found !== undefined) return found;
  const names = known.map(({ name }) => name);
  const meant = nearest(given.toLowerCase(), names);
  throw new CiError(
    'CI_GITLAB_NO_INSTANCE',
    `There is no GitLab ${given.slice(0, 60)}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`,
    names.length === 0 ? '`/gitlab instance install` adds one.' : `There are: ${names.map((name) => `\`${name}\``).join(', ')}.`,
  );
}

function faultOf({ code: problem, message, remedy }: CiError, hasCa: boolean): Answer {
  if (problem === 'CI_UNEXPECTED') throw new CiError(problem, message, remedy);
  const field = hasCa && /\bca\b|certificate|CustomCA/i.test(message) ? 'ca' : /url|address/i.test(message) ? 'url' : 'name';
  return fault(field, `${message} ${remedy}`);
}

function fault(field: string, words: string): Answer {
  return { text: say``, faults: { [field]: words } };
}
