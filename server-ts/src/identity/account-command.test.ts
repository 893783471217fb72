import { expect, test } from '@jest/globals';
import { adasToken, fakeWorld, first, plain, second } from './fake-world.ts';

const named = (name: string, token: string): [string, string][] => [
  ['name', name],
  ['token', token],
];

test('connect alone asks in a private form, with the page on which a token is made', async () => {
  const { type, table } = fakeWorld();
  const { form, inChannel } = await type('connect');
  expect(form).toMatchObject({
    title: 'Connect to Some CI',
    submit: 'Connect',
    call: { name: 'connect' },
    fields: [
      { kind: 'text', name: 'name', label: 'User ID' },
      { kind: 'secret', name: 'token', label: 'API token' },
    ],
  });
  expect(plain(form?.introduction ?? { pieces: [] })).toContain('<https://ci.example/base/me/security>');
  expect(inChannel).toBeUndefined();
  expect(table.rows).toEqual([]);
});

test('a form that was filled in links the account once the CI system says whose it is, and says as whom', async () => {
  const { submit, type, accounts, verified, table } = fakeWorld();
  const answer = await submit({ name: ' ada ', token: `${adasToken}\n` });
  expect(answer.faults).toBeUndefined();
  expect(plain(answer.text)).toBe(
    'You are connected to Some CI default as **Ada *Lovelace*** (ada). What you ask for here is done as you.',
  );
  expect(verified).toEqual([{ username: 'ada', token: adasToken }]);
  const [row] = table.rows;
  expect(Buffer.from(row?.sealed ?? []).includes(adasToken)).toBe(false);
  expect(JSON.stringify(table.rows)).not.toContain(adasToken);
  expect(await accounts.as('u1', first)).toEqual({
    account: { login: 'ada', name: 'Ada *Lovelace*', url: 'https://ci.example/base/user/ada' },
    credentials: { username: 'ada', token: adasToken },
  });
  // Foreign words stay foreign: what is ours holds none of them.
  const own = answer.text.pieces.flatMap((piece) => (piece.kind === 'own' ? piece.text : [])).join('');
  expect(own).not.toContain('Lovelace');
  const me = plain((await type('me')).text);
  expect(me).toContain('- Some CI default: **Ada *Lovelace*** (ada) · your page <https://ci.example/base/user/ada> · since 2026-11-21.');
  expect(me).toContain('- Some CI lab: not connected.');
});

test('a wrong token is said below its field, and nothing is kept, logged or repeated', async () => {
  const { submit, type, table, lines, secrets } = fakeWorld();
  const answer = await submit({ name: 'ada', token: 'made-up-wrong-token' });
  expect(answer.faults).toEqual({ token: 'Some CI does not accept this token. Make another with New token.' });
  await expect(type('connect', named('ada', 'made-up-wrong-token'))).rejects.toMatchObject({ code: 'CI_SOME_TOKEN' });
  expect(table.rows).toEqual([]);
  expect(`${JSON.stringify(answer)} ${lines.join(' ')}`).not.toContain('made-up-wrong-token');
  expect(secrets.redact('GET made-up-wrong-token', '')).toBe('GET ***');
  expect(secrets.redact(`Basic ${Buffer.from('ada:made-up-wrong-token').toString('base64')}`, '')).toBe('Basic ***');
});

test('what cannot be a token is refused without asking anybody, and without repeating it', async () => {
  const { submit, type, verified } = fakeWorld();
  for (const [name, token] of [
    ['ada', 'two words'],
    ['', adasToken],
    ['ada', ''],
    ['ada', 'x'.repeat(3000)],
    ['a\u0000da', adasToken],
  ]) {
    const { faults } = await submit({ name: name ?? '', token: token ?? '' });
    expect(faults?.['token']).toMatch(/^What was entered cannot be a (User ID|API token)\./);
  }
  const { form } = await type('connect', [['name', 'ada']]);
  expect(form?.fields[0]).toMatchObject({ name: 'name', value: 'ada' });
  expect(verified).toEqual([]);
});

test('another token replaces the one before only when it is right', async () => {
  const { submit, type, accounts, table } = fakeWorld();
  await submit({ name: 'ada', token: adasToken });
  await submit({ name: 'ada', token: 'made-up-wrong-token' });
  expect((await accounts.as('u1', first)).credentials.token).toBe(adasToken);
  const { form } = await type('connect');
  expect(plain(form?.introduction ?? { pieces: [] })).toMatch(/^You are connected to Some CI default as .*replaces the one before/);
  expect(plain((await type('connect', named('ben', 'made-up-token-of-ben'))).text)).toContain('Before you were ada.');
  expect(table.rows).toHaveLength(1);
});

test('disconnect removes the token for good, says what stays, and has nothing to do a second time', async () => {
  const { submit, type, table, accounts } = fakeWorld();
  await submit({ name: 'ada', token: adasToken });
  await submit({ name: 'ada', token: adasToken }, { connection: second });
  const said = plain((await type('disconnect')).text);
  expect(said).toContain('Your token was removed here.');
  expect(said).toContain('revoke it there <https://ci.example/base/me/security>');
  expect(table.rows.map(({ connection }) => connection)).toEqual(['lab']);
  expect(plain((await type('disconnect')).text)).toBe('You are not connected to Some CI default.');
  await expect(accounts.as('u1', first)).rejects.toMatchObject({
    code: 'CI_ACCOUNT_MISSING',
    remedy: expect.stringContaining('`/some connect`'),
  });
});

test('an address without encryption is warned of before a token is given', async () => {
  const { type } = fakeWorld();
  const words = plain((await type('connect', [], { connection: second })).form?.introduction ?? { pieces: [] });
  expect(words).toContain('http://lab.example is not encrypted');
  await expect(type('connect', [], { connection: { ...second, url: '' } })).rejects.toMatchObject({ code: 'CI_ACCOUNT_ADDRESS' });
});

test('tokens cannot be guessed through us', async () => {
  const { submit, verified } = fakeWorld();
  let last;
  for (let at = 0; at < 11; at += 1) last = await submit({ name: 'ada', token: `made-up-guess-${at}` });
  expect(verified).toHaveLength(10);
  expect(last?.faults).toEqual({ token: 'That were many tokens in a short time. Try again in 1 min.' });
  await submit({ name: 'ada', token: adasToken }, { userId: 'u2' });
  expect(verified).toHaveLength(11);
});

test('a token that is typed is a secret of the grammar', () => {
  const connect = fakeWorld().command.verbs.find(({ name }) => name === 'connect');
  expect(connect?.parameters).toMatchObject([
    { name: 'name', form: 'user-id', required: false },
    { name: 'token', form: 'api-token', required: false, secret: true },
  ]);
});
