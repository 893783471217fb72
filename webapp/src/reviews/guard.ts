// Checks what the server tells of merge requests and of what waits for the person.
import type { ApiError, MyTasks, MyTasksView, ReviewList, ReviewView, Status, TaskGroupView, TaskView } from '@ci-command-center/contract';
import { isConnectView } from '../accounts/guard.ts';
import { isPerson } from '../pipelines/view-guard.ts';
import { isBoolean, isNumber, isOneOf, isString, listOf, optional, shape } from '../host/guard.ts';

const statuses = ['created', 'pending', 'running', 'success', 'warning', 'failed', 'canceled', 'skipped', 'manual'] as const;

const isReview = shape<ReviewView>({
  key: isString,
  provider: isString,
  project: shape<ReviewView['project']>({ path: isString, url: optional(isString) }),
  number: isString,
  title: isString,
  url: optional(isString),
  draft: isBoolean,
  sourceBranch: optional(isString),
  targetBranch: optional(isString),
  author: optional(isPerson),
  assignees: listOf(isPerson),
  reviewers: listOf(isPerson),
  approvedBy: listOf(isPerson),
  labels: listOf(isString),
  openedAt: optional(isNumber),
  updatedAt: optional(isNumber),
  pipeline: optional(
    shape<NonNullable<ReviewView['pipeline']>>({ status: isOneOf<Status>(statuses), number: isString, url: optional(isString) }),
  ),
});

export const isReviewList = shape<ReviewList>({ reviews: listOf(isReview) });

const isTask = shape<TaskView>({
  title: isString,
  url: optional(isString),
  place: isString,
  why: optional(isString),
  at: optional(isNumber),
});
const isGroup = shape<TaskGroupView>({
  title: isString,
  tasks: listOf(isTask),
  total: optional(isNumber),
  more: isBoolean,
  url: optional(isString),
});
const isSystem = shape<MyTasksView>({
  provider: isString,
  connection: isString,
  title: isString,
  groups: optional(listOf(isGroup)),
  readAt: optional(isNumber),
  connect: optional(isConnectView),
  error: optional(shape<ApiError>({ code: isString, message: isString })),
});

export const isMyTasks = shape<MyTasks>({ systems: listOf(isSystem) });
