// A stand-in Jenkins that the server's plugin knows, a channel, and people in it who linked their accounts.
import { enterChat, type Chat } from './chat.ts';
import { openChannel, type TestChannel } from './channel.ts';
import type { ServerSeen } from './index.ts';
import { startJenkins, type Jenkins, type JenkinsOptions, type Permission } from '../stand-ins/jenkins/index.ts';

const setting = 'PluginSettings.Plugins.ci-command-center.jenkinsurl';

export interface JenkinsDesk {
  readonly jenkins: Jenkins;
  readonly channel: TestChannel;
  /** By Mattermost user name, which is their user ID in Jenkins, too. */
  readonly people: Readonly<Record<string, Chat>>;
  /** Everybody's API tokens. */
  readonly tokens: readonly string[];
  close(): Promise<void>;
}

export interface DeskOptions extends JenkinsOptions {
  readonly people: Readonly<Record<string, readonly Permission[]>>;
}

/** `name`: of the channel, which nobody else uses. */
export async function openDesk(server: ServerSeen, name: string, { people: permissions, ...options }: DeskOptions): Promise<JenkinsDesk> {
  const jenkins = await startJenkins({ context: '/jenkins', ...options });
  await server.mmctl('config', 'set', setting, jenkins.url);
  const people: Record<string, Chat> = {};
  const tokens: string[] = [];
  let channel: TestChannel | undefined;
  for (const [person, may] of Object.entries(permissions)) {
    channel = await openChannel(server, name, person);
    const chat = await enterChat(server, person, channel.id);
    const token = jenkins.person(person, { permissions: may });
    await chat.type(`/jenkins connect ${person} ${token}`);
    await chat.reads(/connected/i);
    people[person] = chat;
    tokens.push(token);
  }
  if (channel === undefined) throw new Error('nobody sits there');
  return {
    jenkins,
    channel,
    people,
    tokens,
    async close() {
      for (const chat of Object.values(people)) {
        await chat.type('/jenkins disconnect');
        chat.close();
      }
      await server.mmctl('config', 'set', setting, '');
      await jenkins.stop();
    },
  };
}
