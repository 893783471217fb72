// Every change of the schema, oldest first. Applied forward only; a released one is never edited.

import { first } from './0001-first.ts';
import { subjects } from './0002-subjects.ts';
import { subscriptions } from './0003-subscriptions.ts';
import { waiting } from './0004-waiting.ts';
import { accounts } from './0005-accounts.ts';
import { follows } from './0006-follows.ts';
import { branches } from './0007-branches.ts';
import { oauth } from './0008-oauth.ts';
import { standing } from './0009-standing.ts';
import { personal } from './0010-personal.ts';
import { boards } from './0015-boards.ts';
import { boardCards } from './0016-board-cards.ts';
import { subscriptionProjects } from './0017-subscription-projects.ts';
import { audit } from './0018-audit.ts';
import { apiKeys } from './0019-api-keys.ts';
import { intentRuns } from './0020-intent-runs.ts';

export interface Migration {
  readonly id: number;
  readonly sql: string;
}

export const migrations: readonly Migration[] = [
  first,
  subjects,
  subscriptions,
  waiting,
  accounts,
  follows,
  branches,
  oauth,
  standing,
  personal,
  boards,
  boardCards,
  subscriptionProjects,
  audit,
  apiKeys,
  intentRuns,
];
