// What the issue dialogs ask the server for.
import { paths } from '@ci-command-center/contract';
import type {
  IssueChoicesView,
  IssueList,
  IssueProjectList,
  IssueView,
  MadeIssue,
  NewIssue,
  NewIssueComment,
  PlaceView,
} from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { request } from '../api/request.ts';
import type { Answer } from '../api/request.ts';
import { isBoolean, isString, listOf, shape } from '../host/guard.ts';

type Of<T extends readonly unknown[]> = T[number];

const isProjects = shape<IssueProjectList>({
  projects: listOf(shape<Of<IssueProjectList['projects']>>({ id: isString, path: isString })),
});
const isChoices = shape<IssueChoicesView>({
  labels: listOf(isString),
  people: listOf(shape<Of<IssueChoicesView['people']>>({ id: isString, name: isString, username: isString })),
  milestones: listOf(shape<Of<IssueChoicesView['milestones']>>({ id: isString, title: isString })),
});
const isIssue = shape<IssueView>({
  project: isString,
  number: isString,
  reference: isString,
  title: isString,
  url: isString,
  open: isBoolean,
});
const isIssues = shape<IssueList>({ issues: listOf(isIssue) });
const isMade = shape<MadeIssue>({ reference: isString, url: isString });

/** A CI system may take its time to make something. */
const TIMEOUT = 40_000;

const at = ({ provider, connection }: PlaceView) => ({ provider, connection });

export function findProjects(place: PlaceView, search: string): Promise<Answer<IssueProjectList>> {
  return request(pluginAddress(paths.issueProjects, { ...at(place), search }), isProjects);
}

export function loadChoices(place: PlaceView, project: string): Promise<Answer<IssueChoicesView>> {
  return request(pluginAddress(paths.issueChoices, { ...at(place), project }), isChoices);
}

export function findIssues(place: PlaceView, search: string): Promise<Answer<IssueList>> {
  return request(pluginAddress(paths.issues, { ...at(place), search }), isIssues);
}

export function makeIssue(body: NewIssue): Promise<Answer<MadeIssue>> {
  return request(pluginAddress(paths.issues), isMade, { method: 'POST', body, timeout: TIMEOUT });
}

export function attachPost(body: NewIssueComment): Promise<Answer<MadeIssue>> {
  return request(pluginAddress(paths.issueComments), isMade, { method: 'POST', body, timeout: TIMEOUT });
}
