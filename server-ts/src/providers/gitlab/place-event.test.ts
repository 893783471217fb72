import { expect, test } from '@jest/globals';
import { readPlaceEvent } from './place-event.ts';

// https://docs.gitlab.com/administration/system_hooks/
test.each([
  [
    'project_rename',
    { project_id: 73, path_with_namespace: 'jsmith/underscore' },
    { kind: 'renamed', id: '73', path: 'jsmith/underscore' },
  ],
  ['project_destroy', { project_id: 73 }, { kind: 'deleted', id: '73' }],
  ['project_update', { project_id: 74 }, { kind: 'changed', id: '74' }],
  ['group_rename', { group_id: 64, full_path: 'parent/new', old_full_path: 'parent/old' }, { kind: 'moved', path: 'parent/old' }],
  ['user_rename', { user_id: 58, username: 'new-name', old_username: 'old-name' }, { kind: 'moved', path: 'old-name' }],
  ['project_create', { project_id: 75 }, { kind: 'made' }],
])('%s tells what subscriptions follow', (event, payload, change) => {
  expect(readPlaceEvent(payload, event)).toMatchObject({ kind: 'ignored', change });
});

test.each(['project_rename', 'group_rename', 'user_rename'])('%s without a name is refused', (event) => {
  for (const payload of [{}, undefined, [], { old_full_path: 7, old_username: '', project_id: 'x y' }])
    expect(readPlaceEvent(payload, event)).toMatchObject({ kind: 'invalid' });
});
