// Dials and accepts over a pair of sessions as go-plugin's MuxBroker does.
import { describe, expect, test } from '@jest/globals';
import { Broker } from '../../server-ts/src/mattermost/wire/index.ts';
import { bare, hex, sessions, settle } from './pair.ts';

function brokers(options: { waitMs?: number } = {}) {
  const { host, plugin } = sessions();
  return { host, plugin, ours: new Broker(plugin, options), theirs: new Broker(host, options) };
}

describe('a broker', () => {
  test('joins the one who dials with the one who accepts, whoever comes first', async () => {
    const { ours, theirs, host } = brokers();
    const [id, other] = [ours.nextId(), ours.nextId()];
    const accepted = ours.accept(id);
    const dialled = await theirs.dial(id);
    await dialled.write(Buffer.from('hello'));
    expect((await (await accepted).readExactly(5)).toString()).toBe('hello');
    const dialling = theirs.dial(other);
    await settle();
    await expect(Promise.all([ours.accept(other), dialling])).resolves.toHaveLength(2);
    host.close();
  });

  test('sends the little-endian id with the SYN and waits for the same bytes', async () => {
    const { session, wire, sent } = bare();
    const dialling = new Broker(session).dial(0x01020304);
    await settle();
    expect(sent().toString('hex')).toBe('00010001000000020000000000000000000000020000000404030201');
    wire.write(hex('00010002000000020000000000000000000000020000000404030201'));
    expect((await dialling).id).toBe(2);
    session.close();
  });

  test('refuses another answer', async () => {
    const { session, wire } = bare();
    const dialling = new Broker(session).dial(1);
    wire.write(hex('00010002000000020000000000000000000000020000000402000000'));
    await expect(dialling).rejects.toMatchObject({ code: 'BROKER_PROTOCOL' });
    session.close();
  });

  test('gives up on both sides after a while', async () => {
    const { ours, theirs, host } = brokers({ waitMs: 20 });
    await expect(ours.accept(5)).rejects.toMatchObject({ code: 'BROKER_TIMEOUT' });
    await expect(theirs.dial(6)).rejects.toMatchObject({ code: 'WIRE_CLOSED' });
    host.close();
  });

  test('rejects what waits when the session ends', async () => {
    const { ours, theirs, host } = brokers();
    const waiting = [ours.accept(1), theirs.dial(9)];
    await settle();
    host.close();
    const results = await Promise.allSettled(waiting);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await expect(ours.accept(2)).rejects.toMatchObject({ code: 'WIRE_CLOSED' });
  });
});
