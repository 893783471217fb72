// A plugin against a fake server that speaks the real wire: hooks, API calls, errors, and how it ends.
import { describe, expect, test } from '@jest/globals';
import { ApiError } from './errors.ts';
import { startFake } from './fake/server.ts';
import { isFields } from './errors.ts';
import { typed } from './wire/index.ts';

const settings = () => ({ A: new TextEncoder().encode('{"gitlaburl":"https://lab"}') });

describe('a plugin', () => {
  test('announces only the hooks it has', async () => {
    const server = await startFake(() => ({ executeCommand: () => ({}), serveHttp: () => new Response() }));
    expect(await server.implemented()).toEqual(['OnActivate', 'ServeHTTP', 'ExecuteCommand']);
  });

  test('reads its configuration, then activates, calling the API meanwhile', async () => {
    const order: string[] = [];
    const server = await startFake(
      ({ api }) => ({
        async onConfigurationChange() {
          order.push(JSON.stringify(await api.loadPluginConfiguration()));
        },
        async onActivate() {
          const post = await api.createPost({ message: 'hi', props: { attachments: [{ text: 'a' }] } });
          order.push(`${post.id} ${post.message} ${post.create_at}`);
        },
      }),
      {
        LoadPluginConfiguration: settings,
        CreatePost: (arg) => ({ A: isFields(arg) && isFields(arg['A']) ? { ...arg['A'], id: 'p1', create_at: 7 } : undefined }),
      },
    );
    expect(await server.activate()).toEqual({});
    expect(order).toEqual(['{"gitlaburl":"https://lab"}', 'p1 hi 7']);
  });

  test('is not activated when onActivate throws, and says why', async () => {
    const server = await startFake(() => ({
      onActivate() {
        throw new Error('no database');
      },
    }));
    expect(await server.activate()).toEqual({ A: expect.objectContaining({ Err: 'no database' }) });
  });

  test('is activated even when its configuration cannot be read', async () => {
    const server = await startFake(() => ({ onConfigurationChange: () => Promise.reject(new Error('bad yaml')) }));
    expect(await server.activate()).toEqual({});
  });

  test('gets AppErrors and Go errors as ApiError', async () => {
    const server = await startFake(() => ({}), {
      GetUser: () => ({ B: { id: 'app.user.missing', message: 'no such user', status_code: 404, detailed_error: 'd' } }),
      EnsureBotUser: () => ({ B: typed('*plugin.ErrorString', { Code: 0, Err: 'plain' }) }),
    });
    await server.activate();
    const missing = await server.host.api.getUser('x').catch((error: unknown) => error);
    expect(missing).toBeInstanceOf(ApiError);
    expect(missing).toMatchObject({ id: 'app.user.missing', message: 'no such user', statusCode: 404, detailedError: 'd' });
    await expect(server.host.api.ensureBotUser({ username: 'b' })).rejects.toMatchObject({ id: 'error', message: 'plain' });
  });

  test('gives empty lists, maps and bytes where the wire has nothing', async () => {
    const server = await startFake(() => ({}), { KVGet: () => ({}), GetUsers: () => ({}), GetPluginConfig: () => ({}) });
    await server.activate();
    expect(await server.host.api.kvGet('k')).toEqual(new Uint8Array());
    expect(await server.host.api.getUsers({ Page: 0 })).toEqual([]);
    expect(await server.host.api.getPluginConfig()).toEqual({});
  });

  test('answers a command, and its error with a text that is not translated away', async () => {
    const server = await startFake(() => ({
      executeCommand(_context, { command }) {
        if (command === '/x fail') throw new Error('Jenkins is away.');
        return { text: `ran ${command}` };
      },
    }));
    await server.activate();
    expect(await server.call('ExecuteCommand', {}, { command: '/x' })).toMatchObject({ A: { text: 'ran /x' } });
    const failed = await server.call('ExecuteCommand', {}, { command: '/x fail' });
    expect(failed).toMatchObject({ B: { message: 'Jenkins is away.', SkipTranslation: true, status_code: 500 } });
  });

  test('answers hooks with two results', async () => {
    const server = await startFake(() => ({ messageWillBePosted: (_context, post) => [{ ...post, message: 'changed' }, ''] }));
    await server.activate();
    expect(await server.call('MessageWillBePosted', {}, { id: 'p', message: 'm' })).toMatchObject({ A: { id: 'p', message: 'changed' } });
  });

  test('rejects the call of a hook that cannot say what went wrong', async () => {
    const server = await startFake(() => ({ messageHasBeenPosted: () => Promise.reject(new Error('oh')) }));
    await server.activate();
    await expect(server.call('MessageHasBeenPosted', {}, { id: 'p' })).rejects.toThrow('oh');
  });

  test('logs in order, without the fields that are not there', async () => {
    const server = await startFake(({ log }) => ({
      onActivate() {
        log.info('one', { a: 1, none: undefined });
        log.child({ id: 'd1' }).warn('two', { b: true });
      },
    }));
    await server.activate();
    await server.host.lines.flush(1000);
    expect(server.calls).toEqual([
      { name: 'LogInfo', arg: { A: 'one', B: ['a', 1] } },
      { name: 'LogWarn', arg: { A: 'two', B: ['id', 'd1', 'b', true] } },
    ]);
  });

  test('rejects API calls before activation and after the end', async () => {
    const server = await startFake(() => ({}), { GetServerVersion: () => ({ A: '11.9.0' }) });
    await expect(server.host.api.getServerVersion()).rejects.toThrow('before the plugin was activated');
    await server.activate();
    expect(await server.host.api.getServerVersion()).toBe('11.9.0');
    server.session.close();
    await server.ending;
    await expect(server.host.api.getServerVersion()).rejects.toThrow();
  });
});

describe('a plugin ends', () => {
  test('when the connection is closed', async () => {
    const server = await startFake(() => ({}));
    server.session.close();
    expect(await server.ending).toEqual({ kind: 'gone', what: 'connection' });
  });

  test('when the hooks stream breaks', async () => {
    const server = await startFake(() => ({}));
    server.hooksStream.destroy();
    expect(await server.ending).toMatchObject({ what: 'hooks' });
  });

  test('when the API stream breaks', async () => {
    const server = await startFake(() => ({}));
    await server.activate();
    (await server.apiStream).destroy();
    expect(await server.ending).toMatchObject({ what: 'api' });
  });

  test('soon after Control.Quit', async () => {
    const server = await startFake(() => ({}));
    expect(await server.control.call('Control.Quit', { kind: 'bool' }, true, { kind: 'ref', name: 'struct{}' })).toEqual({});
    expect(await server.ending).toEqual({ kind: 'quit' });
  });

  test('with the reason when a frame is malformed', async () => {
    const server = await startFake(() => ({}));
    server.socket.write(Buffer.from('this is no yamux frame at all'));
    expect(await server.ending).toMatchObject({ kind: 'broken', what: 'connection' });
  });
});
