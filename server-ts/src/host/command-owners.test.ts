import { expect, test } from '@jest/globals';
import { lookAtCommands } from './command-owners.ts';

const OURS = 'CI Command Center';

/** `commands`: display names by trigger, as the server asks for them. */
const look = (commands: Readonly<Record<string, string>>, ids: readonly string[]) =>
  lookAtCommands(
    {
      listPluginCommands: async () => Object.entries(commands).map(([trigger, display_name]) => ({ trigger, display_name })),
      getPlugins: async () => ids.map((id) => ({ id })),
    },
    ['ci', 'mill'],
    'our-ci-plugin',
  );

test('all is right where each leads here, whatever other plugins have in their names', async () => {
  expect(await look({ ci: OURS, mill: OURS }, ['our-ci-plugin', 'incident', 'windmills'])).toEqual([
    { code: 'CI_CHECK_COMMAND', level: 'right', message: '/ci, /mill' },
  ]);
});

test('one that is not there, one that another plugin answers, and one that another may want are told', async () => {
  expect(await look({ mill: 'Rival' }, ['com.example.mattermost-plugin-mill'])).toEqual([
    expect.objectContaining({ level: 'wrong', message: '/ci is not registered.' }),
    expect.objectContaining({ level: 'wrong', message: '/mill is answered by the plugin com.example.mattermost-plugin-mill, not here.' }),
  ]);
  expect(await look({ ci: OURS, mill: OURS }, ['mill'])).toEqual([
    expect.objectContaining({ code: 'CI_CHECK_SECOND_PLUGIN', level: 'note', remedy: expect.stringContaining('“Offer /mill”') }),
  ]);
});
