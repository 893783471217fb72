// Whom real deliveries of GitLab concern.
import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { subjectOf, type CiEvent } from '../../server-ts/src/ci/event.ts';
import { merge } from '../../server-ts/src/ci/merge.ts';
import { concernsOf } from '../../server-ts/src/personal/concerns.ts';
import { gitlab } from '../../server-ts/src/providers/gitlab/index.ts';

const payloads = new URL('../payloads/gitlab/', import.meta.url);

async function heard(file: string, header: string, change = (text: string) => text): Promise<CiEvent> {
  const body = new TextEncoder().encode(change(await readFile(new URL(file, payloads), 'utf8')));
  const delivery = { headers: new Headers({ 'X-Gitlab-Event': header }), query: new URLSearchParams(), body };
  const reading = gitlab.read(delivery, { provider: 'gitlab', name: 'default', url: '', webhookSecrets: [] });
  if (reading.kind !== 'event') throw new Error(reading.reason);
  return reading.event;
}

function told(event: CiEvent) {
  return concernsOf({ state: merge(undefined, event), events: [event] }).map(
    ({ who, roles }) => `${who.id ?? ''} ${who.username ?? ''}: ${roles.map(({ what }) => what).join(', ')}`,
  );
}

test('a pipeline that failed concerns who triggered it, and none that passed or runs anybody', async () => {
  const failed = await heard('pipeline_failed_18.json', 'Pipeline Hook');
  const [concern, ...others] = concernsOf({ state: merge(undefined, failed), events: [failed] });
  expect(others).toEqual([]);
  expect(concern).toMatchObject({ identity: `${subjectOf(failed).key} failed`, roles: [{ kind: 'pipeline' }] });
  for (const file of ['pipeline_success_11.json', 'pipeline_running_18.json', 'pipeline_canceled_18.json', 'pipeline_manual_18.json'])
    expect(told(await heard(file, 'Pipeline Hook'))).toEqual([]);
});

const comment = (text: string) => text.replace(/("note":\s*)"(?:[^"\\]|\\.)*"/, '$1"Well done, @someone-else. Not you, `@code`."');

test('comments concern whose merge request it is and who is mentioned in them', async () => {
  expect(told(await heard('note_merge_request.json', 'Note Hook', comment))).toContain(' someone-else: mentioned');
  expect(told(await heard('note_commit.json', 'Note Hook', comment))).toEqual([' someone-else: mentioned']);
});

test('what a person opens or merges concerns others only', async () => {
  for (const file of ['merge_request_open.json', 'merge_request_merge.json']) {
    const event = await heard(file, 'Merge Request Hook');
    const by = event.kind === 'merge-request' ? event.acts[0]?.by : undefined;
    expect(by?.username).toBeDefined();
    expect(told(event).join()).not.toContain(by?.username);
  }
});
