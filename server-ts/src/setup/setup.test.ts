import { expect, test } from '@jest/globals';
import { markdownOf } from '../rendering/words.ts';
import { createWorld, SECRET, type World } from './fake-world.ts';

/** The newest post of that person's, as they read it. */
function shown({ posts }: World, userId: string): string {
  const [last] = [...posts.values()].filter(({ channel }) => channel === `dm-${userId}`).slice(-1);
  return JSON.stringify(last?.content ?? '');
}

test('the administrators are told once, whichever node comes first, and as soon as there are any', async () => {
  const world = createWorld();
  const { people } = world;
  world.people = [];
  const [one, other] = [world.node(), world.node()];
  await one.wizard.greet();
  expect(world.posts.size).toBe(0);
  world.people = people;
  await Promise.all([one.wizard.greet(), other.wizard.greet()]);
  await world.node().wizard.greet();
  expect([...world.posts.values()].map(({ channel }) => channel)).toEqual(['dm-ada', 'dm-bea']);
});

test('there is one post: edited in place, made anew where it is far up', async () => {
  const world = createWorld();
  const { does } = world.node();
  await does('ada');
  await does('ada', 'setup-skip', { step: 'lab' });
  await does('ada');
  expect([...world.posts.keys()]).toEqual(['post0']);
  expect(shown(world, 'ada')).toContain('– Lab – passed over');
  world.later = 9;
  await does('ada');
  expect([...world.posts.keys()]).toEqual(['post1']);
});

test('what another node or a restart did is seen, as nothing is kept by a process', async () => {
  const world = createWorld();
  await world.node().does('ada');
  await world.node().does('ada', 'setup-go', { choice: 'lab' });
  await world.node().does('ada', 'setup-connection-filled', { provider: 'lab' }, { name: 'default', url: 'https://lab.example/' });
  expect(shown(world, 'ada')).toContain('◐ **Lab**');
  const [first] = world.connections;
  if (first !== undefined) world.connections[0] = { ...first, heard: 5 };
  const other = world.node();
  other.wizard.heard('lab', 'default');
  // Behind what it does by itself.
  await other.wizard.renew();
  expect(shown(world, 'ada')).toContain('✓ **Lab**');
});

test('a form that is wrong stays open, and what is saved is looked at', async () => {
  const world = createWorld();
  const { does } = world.node();
  await does('ada');
  const wrong = await does('ada', 'setup-connection-filled', { provider: 'lab' }, { name: 'two words', url: 'lab' });
  expect(Object.keys(wrong.faults ?? {})).toEqual(['name', 'url']);
  const saved = await does('ada', 'setup-connection-filled', { provider: 'lab' }, { name: 'default', url: 'https://lab.example' });
  expect(markdownOf(saved.text)).toMatch(/✗ It is old\. Renew it\. `CI_LAB_OLD`/);
  const twice = await does('ada', 'setup-connection-filled', { provider: 'lab' }, { name: 'Default', url: 'https://other.example' });
  expect(twice.faults?.['name']).toContain('one of this name');
});

test('the secret is shown to the person, and never stands in a post', async () => {
  const world = createWorld();
  const { does } = world.node();
  await does('ada', undefined);
  await does('ada', 'setup-connection-filled', { provider: 'lab' }, { name: 'default', url: 'https://lab.example' });
  const told = await does('ada', 'setup-way', { provider: 'lab', connection: 'default', way: 'paste' });
  expect(markdownOf(told.text)).toContain(`\`\`\`yaml\nsecret: ${SECRET}`);
  expect(JSON.stringify([...world.posts.values()])).not.toContain(SECRET);
});

test('while Mattermost does not know its own address, that is said, and nobody is told to send there', async () => {
  const world = createWorld();
  world.site = '';
  const { does } = world.node();
  await does('ada');
  expect(shown(world, 'ada')).toContain('set the Site URL');
  await does('ada', 'setup-connection-filled', { provider: 'lab' }, { name: 'default', url: 'https://lab.example' });
  await expect(does('ada', 'setup-way', { provider: 'lab', connection: 'default', way: 'paste' })).rejects.toMatchObject({
    code: 'CI_SETUP_SITE',
  });
});

test('whoever has no right to it, or does not have it now, changes nothing', async () => {
  const world = createWorld();
  const { does } = world.node();
  await expect(does('alice')).rejects.toMatchObject({ code: 'CI_ADMINISTRATOR' });
  await does('ada');
  const before = world.state;
  await expect(does('bea', 'setup-finish')).rejects.toMatchObject({ code: 'CI_SETUP_HELD' });
  await expect(does('alice', 'setup-skip', { step: 'lab' })).rejects.toMatchObject({ code: 'CI_ADMINISTRATOR' });
  expect((await does('bea')).buttons?.[0]?.label).toBe('Take it over');
  expect(world.state).toBe(before);
});

test('it goes from one to the other, whose post goes on; nobody waits for somebody who is no administrator any more', async () => {
  const world = createWorld();
  const { does } = world.node();
  await does('ada');
  expect((await does('ada', 'setup-handed-over', {}, { to: 'alice' })).faults).toBeDefined();
  await does('ada', 'setup-handed-over', {}, { to: 'bea' });
  expect(shown(world, 'ada')).toContain('You handed the setup to bea');
  expect(world.state.holder).toBe('bea');
  world.people = world.people.filter(({ id }) => id !== 'bea');
  await does('ada');
  expect([world.state.holder, shown(world, 'ada')]).toEqual(['ada', expect.stringContaining('Setting up CI Command Center')]);
});

test('a finished setup is opened again by asking for it', async () => {
  const world = createWorld();
  const { does } = world.node();
  await does('ada');
  await does('ada', 'setup-finish');
  expect(shown(world, 'ada')).toContain('The setup is finished');
  await does('bea');
  expect(shown(world, 'bea')).toContain('Setting up CI Command Center');
});
