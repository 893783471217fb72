import { expect, test } from '@jest/globals';
import { link, say as words } from '../ci/words.ts';
import { redirectToProvider } from './ci-accounts.ts';
import { fakePorts, say } from './fake-ports.ts';
import type { JoinedCommand } from './joined-command.ts';

const commandOf = (provider: string, title: string, hasAccounts = true): JoinedCommand => ({
  provider,
  title,
  grammar: { trigger: `${provider}ci`, summary: '', verbs: [] },
  answers: new Map(),
  calls: new Map(),
  acts: new Map(),
  suggestions: new Map(),
  addressIn: () => undefined,
  unaddressed: new Set(),
  hasAccounts,
});
const lab = commandOf('lab', 'The Lab');
const forge = commandOf('forge', 'Forge');
const typedFor = (typed: string, ...all: readonly JoinedCommand[]): unknown => {
  const found = redirectToProvider(typed, all);
  return found !== undefined && 'typed' in found ? found.typed : found;
};

test('connect and disconnect are those of the CI system that is named, or of the only one', () => {
  expect(typedFor('/ci connect lab', lab, forge)).toBe('/labci connect');
  expect(typedFor('/ci  Connect FORGE ada "a b" --connection x', lab, forge)).toBe('/forgeci connect ada "a b" --connection x');
  expect(typedFor('/ci disconnect', lab, commandOf('gate', 'Gate', false))).toBe('/labci disconnect');
  expect(typedFor('/ci connect --connection x', lab)).toBe('/labci connect --connection x');
});

test('which is meant is asked where there are several, and a wrong name is not repeated: it may be a token', () => {
  expect(typedFor('/ci connect', lab, forge)).toMatchObject({
    message: 'There are several CI systems.',
    remedy: 'Say which: `/ci connect lab`, `/ci connect forge`.',
  });
  const wrong = typedFor('/ci connect made-up-token', lab, forge);
  expect(wrong).toMatchObject({ code: 'CI_COMMAND_PROVIDER', remedy: 'There are: lab, forge.' });
  expect(String(wrong)).not.toContain('made-up-token');
  expect(typedFor('/ci connect')).toMatchObject({ message: expect.stringContaining('No CI system here') });
});

test('anything else is left alone', () => {
  for (const typed of ['/ci status', '/ci connections', '/ci help connect', '/ci connect help', '/ci'])
    expect(redirectToProvider(typed, [lab])).toBeUndefined();
});

test('whoami tells of all CI systems, with links where no preview is looked up', async () => {
  const ports = {
    ...fakePorts(),
    whoAmI: async (userId: string) => words`- Lab: **${userId}** · ${link('your page', 'https://ci.example/u')}`,
  };
  expect(await say(ports, '/ci whoami')).toEqual({
    text: '',
    attachments: [{ fallback: expect.stringContaining('u1'), text: expect.stringContaining('https://ci.example/u') }],
  });
});
