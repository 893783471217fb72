// /gitlab webhook list and add: where a project or group sends its events, and that it sends them here.

import type { Answer, AnswerCall, AnswerVerb, Asked, Button } from '../../../ci/command.ts';
import { code, join, link, say, type Words } from '../../../ci/words.ts';
import { CiError } from '../../../platform/errors.ts';
import { isSameAddress, listHooks, putHook, testHook, TRIGGERS, type Hook, type HookOwner, type HookWish } from '../api/hooks.ts';
import { readGroup } from '../api/groups.ts';
import { readProject } from '../api/projects.ts';
import { isEarlier } from '../earlier/address.ts';
import { findOwner } from './find-owner.ts';
import type { Signed } from './find-project.ts';
import { readOptions } from './webhook-options.ts';

const MOST_BUTTONS = 5;

export const listWebhooks: AnswerVerb = async (asked) => {
  const reach = await asked.as();
  const owner = await findOwner(asked, asked.values.get('project') ?? '', reach);
  const { all, more } = await listHooks(owner, reach);
  const name = say`**${link(owner.path, owner.url)}**`;
  const isHere = all.some(({ url }) => isOurs(asked, url));
  const add: readonly Button[] = isHere || asked.webhook.url === '' ? [] : [buttonFor('Add ours', 'hook-add', owner)];
  if (all.length === 0) return { text: say`${name} has no webhooks.`, buttons: add };
  const earlier = all.filter(({ url }) => isEarlier(url));
  return {
    text: join([
      say`Webhooks of ${name}:`,
      ...all.map((hook) => rowOf(asked, hook)),
      ...(more ? [say`… and more.`] : []),
      ...(earlier.length > 0 ? [say`Those of the earlier GitLab plugin can be changed to come here.`] : []),
    ]),
    buttons: [...add, ...earlier.slice(0, MOST_BUTTONS).map((hook) => buttonFor(`Change #${hook.id} to here`, 'hook-adopt', owner, hook))],
  };
};

export const addWebhook: AnswerVerb = async (asked) => {
  const { values } = asked;
  const options = readOptions(values.get('options') ?? '*');
  const url = await addressFor(asked, values.get('url'));
  const secret = values.get('token') ?? (await secretFor(asked, url));
  const reach = await asked.as();
  const owner = await findOwner(asked, values.get('project') ?? '', reach);
  return putAndTest(asked, reach, owner, { ...options, url, ...(secret !== undefined && { secret }) });
};

/** The button below a list: all events, to our address. */
export const addWebhookCall: AnswerCall = async (asked) => {
  const reach = await asked.as();
  const owner = await ownerOf(asked.args, reach);
  return putAndTest(asked, reach, owner, { ...readOptions('*'), ...ours(asked) });
};

/** A hook of the earlier plugin keeps its events and comes here. */
export const adoptWebhook: AnswerCall = async (asked) => {
  const reach = await asked.as();
  const owner = await ownerOf(asked.args, reach);
  const { all } = await listHooks(owner, reach);
  const known = all.find(({ id }) => id === asked.args['hook']);
  if (known === undefined) throw gone();
  return putAndTest(asked, reach, owner, ours(asked), known);
};

export async function putAndTest(asked: Asked, reach: Signed, owner: HookOwner, wish: HookWish, given?: Hook): Promise<Answer> {
  const known = given ?? (await listHooks(owner, reach)).all.find(({ url }) => isSameAddress(url, wish.url));
  const hook = await putHook(owner, wish, reach, known);
  const name = say`**${link(owner.path, owner.url)}**`;
  const done = known === undefined ? say`Webhook created for ${name}:` : say`${name} had this webhook; it was updated:`;
  const test = isOurs(asked, hook.url) ? await testHook(owner, hook, reach) : undefined;
  const unproved = wish.secret === undefined ? [say`It has no secret: give one as the last word, after the address.`] : [];
  return { text: join([done, rowOf(asked, hook), ...unproved, ...(test === undefined ? [] : [testWords(test)])]) };
}

export function testWords({ failure }: { readonly failure?: string }): Words {
  if (failure === undefined) return say`✓ GitLab sent a test, and it arrived.`;
  const hint = /HTTP 401/.test(failure)
    ? say`The secret is another one than the connection’s.`
    : say`See whether GitLab reaches that address: name, port, firewall, and a certificate that it trusts.`;
  return say`⚠ GitLab sent a test, and it did not arrive: ${failure.slice(0, 300)}. ${hint}`;
}

function rowOf(asked: Asked, hook: Hook): Words {
  const events = Object.entries(TRIGGERS).flatMap(([field, word]) => (hook.triggers.has(field) ? [word] : []));
  const all = events.length === Object.keys(TRIGGERS).length;
  const whose = isOurs(asked, hook.url) ? say` (ours)` : isEarlier(hook.url) ? say` (the earlier GitLab plugin’s)` : say``;
  const ssl = hook.ssl ? '' : ' · certificate not verified';
  const off = hook.isOff ? ' · ⚠ switched off by GitLab, as it failed too often' : '';
  return say`* #${hook.id} ${code(shown(hook.url))}${whose}: ${all ? 'all events' : events.join(', ') || 'no events'}${ssl}${off}`;
}

/** Without what may be secret in it. */
function shown(address: string): string {
  const url = URL.parse(address);
  return url === null ? '(no address)' : `${url.origin}${url.pathname}${url.search === '' ? '' : '?…'}`;
}

async function addressFor(asked: Asked, typed: string | undefined): Promise<string> {
  const url = typed ?? asked.webhook.url;
  if (typed === undefined && url === '') throw noSite();
  const parsed = URL.parse(url);
  if (parsed !== null && /^https?:$/.test(parsed.protocol)) return url;
  throw new CiError('CI_GITLAB_HOOK_ADDRESS', 'The address of a webhook begins with http:// or https://.', 'Leave it out to take ours.');
}

/** Ours goes to our own address; to another one of Mattermost’s only administrators send it, as whoever gets it can speak as GitLab. */
async function secretFor(asked: Asked, url: string): Promise<string | undefined> {
  if (isOurs(asked, url)) return ours(asked).secret;
  return (await asked.isAdministrator()) ? asked.webhook.secret : undefined;
}

function ours({ webhook: { url, secret }, connection: { name } }: Asked): HookWish & { readonly secret: string } {
  if (url === '') throw noSite();
  if (secret !== undefined) return { url, secret };
  throw new CiError('CI_GITLAB_HOOK_SECRET', `The connection ${name} has no webhook secret.`, 'An administrator sets one in the settings.');
}

async function ownerOf({ kind, owner = '' }: Readonly<Record<string, string>>, reach: Signed): Promise<HookOwner> {
  const found = kind === 'group' ? await readGroup(owner, reach) : await readProject(owner, reach);
  if (found === undefined) throw gone();
  return { kind: kind === 'group' ? 'group' : 'project', id: found.id, path: found.path, url: found.url };
}

function buttonFor(label: string, name: string, { kind, id: owner }: HookOwner, hook?: Hook): Button {
  return { label, call: { name, args: { kind, owner, ...(hook !== undefined && { hook: hook.id }) } } };
}

function isOurs({ webhook }: Asked, url: string): boolean {
  return webhook.url !== '' && isSameAddress(url, webhook.url);
}

function noSite(): CiError {
  return new CiError(
    'CI_GITLAB_HOOK_SITE',
    'Mattermost does not know its own address.',
    'An administrator sets the Site URL in System Console → Web Server; or say the address behind the options.',
  );
}

function gone(): CiError {
  return new CiError('CI_GITLAB_HOOK_GONE', 'It is not there any more.', 'See with `/gitlab webhook list`.');
}
