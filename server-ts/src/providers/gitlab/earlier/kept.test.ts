import { describe, expect, test } from '@jest/globals';
import { readKept } from './kept.ts';

// As `json.Marshal` of its `Subscriptions` and `map[string]InstanceConfiguration` writes them.
const one = (channel: string, features: string, path: string) => ({
  ChannelID: channel,
  CreatorID: 'ada',
  Features: features,
  Repository: path,
});
const repositories = (all: object) => new Map([['subscriptions', JSON.stringify({ Repositories: all })]]);

const instances = (all: object) => new Map([['Gitlab_Instance_Configuration_Map', JSON.stringify(all)]]);

describe('subscriptions', () => {
  test('of projects and groups, with features and labels as they are called here', () => {
    const values = repositories({
      'city/api': [one('builds', 'merges,pipeline', 'city/api'), one('qa', 'issues,label:"to do, now",label: "a*"', 'city/api')],
      'city/': [one('builds', 'tag', 'city/')],
      'city/maps/': null,
    });
    expect(readKept({ settings: {}, values })).toEqual({
      connections: [],
      unread: [],
      subscriptions: [
        { channelId: 'builds', creatorId: 'ada', project: 'city/api', events: ['merge_request', 'pipeline'], labels: [] },
        { channelId: 'qa', creatorId: 'ada', project: 'city/api', events: ['issue'], labels: ['to do, now', String.raw`a\*`] },
        { channelId: 'builds', creatorId: 'ada', project: 'city/**', events: ['tag'], labels: [] },
      ],
    });
  });

  test('who asked for confidential issues is told of the others, too, as that plugin does', () => {
    const [found] = readKept({ settings: {}, values: repositories({ 'a/b': [one('c', 'confidential_issues', 'a/b')] }) }).subscriptions;
    expect(found?.events).toEqual(['confidential_issue', 'issue']);
  });

  test('what cannot be read is told, and keeps nothing else from being read', () => {
    const values = repositories({
      'a/b': [one('c', 'merges,unicorns', 'a/b'), one('d', 'merges,unicorns', 'a/b'), { ChannelID: 7 }, one('c', '', 'a/b')],
    });
    const { subscriptions, unread } = readKept({ settings: {}, values });
    expect(unread).toEqual([expect.stringContaining('unicorns'), 'A subscription to a/b cannot be read.']);
    expect(subscriptions).toMatchObject([{ events: ['merge_request', 'issue', 'tag'] }]);
    for (const broken of ['', '{', '[]', '"x"', '{"Repositories":{"a/b":7}}'])
      expect(readKept({ settings: {}, values: new Map([['subscriptions', broken]]) }).unread).toHaveLength(1);
  });
});

describe('connections', () => {
  const wizard = { gitlaburl: 'https://gitlab.city.example', gitlaboauthclientid: 'made-up-id', gitlaboauthclientsecret: 'made-up-secret' };
  const oauth = { clientId: 'made-up-id', clientSecret: 'made-up-secret' };

  test('that of the settings, with its application', () => {
    const { connections } = readKept({ settings: { ...wizard, gitlaburl: 'https://gitlab.city.example/gitlab/' }, values: new Map() });
    expect(connections).toEqual([{ name: '', url: 'https://gitlab.city.example/gitlab', oauth }]);
  });

  test('what its wizard was told stands among its instances only: the setting is then still the vendor’s own address', () => {
    const settings = { gitlaburl: 'https://gitlab.com', gitlaboauthclientid: '', gitlaboauthclientsecret: '' };
    expect(readKept({ settings, values: instances({ city: wizard }) }).connections).toEqual([
      { name: 'city', url: wizard.gitlaburl, oauth },
    ]);
    const same = readKept({ settings: { ...settings, gitlaburl: wizard.gitlaburl }, values: instances({ city: wizard }) });
    expect(same.connections).toEqual([{ name: '', url: wizard.gitlaburl, oauth }]);
    expect(readKept({ settings: { gitlaburl: 'city' }, values: new Map() }).connections).toEqual([]);
  });
});
