// Where the Go plugin for GitLab takes its webhooks, below the address of its Mattermost.

const PATH = '/plugins/com.github.manland.mattermost-plugin-gitlab/webhook';

export function isEarlier(url: string): boolean {
  return URL.parse(url)?.pathname.endsWith(PATH) === true;
}
