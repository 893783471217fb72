// What GitLab can be asked about one person.

import { noticeKinds } from '../../ci/notice.ts';
import type { Personal } from '../../ci/provider.ts';
import { markDone } from './api/todos.ts';
import { mayOpen } from './may-open.ts';
import { todo } from './todo.ts';

export const personal: Personal = { notices: noticeKinds, mayOpen, todo, todoDone: markDone };
