// A stand-in GitLab that the server's plugin knows and that sends it webhooks, a channel, and people in it who linked their accounts.
import { visit } from './browser.ts';
import { openChannel, type TestChannel } from './channel.ts';
import { enterChat, type Chat } from './chat.ts';
import type { TestServer } from './index.ts';
import { startGitLab, type GitLab, type GitLabOptions, type PersonOptions } from '../stand-ins/gitlab/index.ts';

const settings = 'PluginSettings.Plugins.ci-command-center';

export interface GitLabDesk {
  readonly gitlab: GitLab;
  readonly channel: TestChannel;
  /** By Mattermost user name, which is their name in GitLab, too. */
  readonly people: Readonly<Record<string, Chat>>;
  close(): Promise<void>;
}

export interface DeskOptions extends GitLabOptions {
  readonly people: Readonly<Record<string, NonNullable<PersonOptions['roles']>>>;
}

/** `name`: of the channel, which nobody else uses. */
export async function openGitLabDesk(server: TestServer, name: string, { people: roles, ...options }: DeskOptions): Promise<GitLabDesk> {
  const set = (key: string, value: string) => server.mmctl('config', 'set', `${settings}.${key}`, value);
  const hookUrl = `${server.url}/plugins/ci-command-center/webhooks/gitlab`;
  const gitlab = await startGitLab({ subpath: '/gitlab', hookUrl, token: server.webhookSecret, ...options });
  const redirectUris = [`${server.url}/plugins/ci-command-center/oauth/gitlab/complete`];
  const application = gitlab.application({ redirectUris, scopes: ['api', 'read_api'] });
  await set('gitlaburl', gitlab.url);
  await set('gitlaboauthclientid', application.id);
  await set('gitlaboauthclientsecret', application.secret);
  const people: Record<string, Chat> = {};
  let channel: TestChannel | undefined;
  for (const [person, role] of Object.entries(roles)) {
    gitlab.person(person, { roles: role });
    channel = await openChannel(server, name, person);
    const chat = await enterChat(server, person, channel.id);
    await connectTo(server, gitlab, chat, person);
    people[person] = chat;
  }
  if (channel === undefined) throw new Error('nobody sits there');
  return {
    gitlab,
    channel,
    people,
    async close() {
      for (const chat of Object.values(people)) {
        await chat.says('/gitlab disconnect');
        chat.close();
      }
      for (const key of ['gitlaburl', 'gitlaboauthclientid', 'gitlaboauthclientsecret']) await set(key, '');
      await gitlab.stop();
    },
  };
}

/** As the person does in a browser. */
async function connectTo(server: TestServer, gitlab: GitLab, chat: Chat, person: string): Promise<void> {
  await chat.type('/gitlab connect');
  const { text } = await chat.reads(/oauth\/gitlab\/connect/);
  const link = /\((http[^)\s]*\/oauth\/gitlab\/connect[^)\s]*)\)/.exec(text)?.[1] ?? '';
  const { next, html } = await visit(server, link, person);
  if (next === '') throw new Error(`${person} is not sent on to GitLab: ${html}`);
  const back = await gitlab.authorize(next, person);
  const page = await visit(server, back.href, person);
  if (page.status !== 200) throw new Error(`${person} is not connected: ${page.status} ${page.html}`);
}
