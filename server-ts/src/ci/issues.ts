// Issues of a CI system, as people make, find and comment them from chat.

import type { Reach } from './account.ts';

export interface IssueProject {
  readonly id: string;
  /** Whole path. */
  readonly path: string;
}

/** What an issue of one project can be given. */
export interface IssueChoices {
  readonly labels: readonly string[];
  readonly people: readonly { readonly id: string; readonly name: string; readonly username: string }[];
  readonly milestones: readonly { readonly id: string; readonly title: string }[];
}

export interface IssueWish {
  /** Its id. */
  readonly project: string;
  readonly title: string;
  readonly description: string;
  readonly labels: readonly string[];
  /** Ids of people. */
  readonly assignees: readonly string[];
  /** Its id. */
  readonly milestone?: string;
}

export interface Issue {
  /** Id of its project. */
  readonly project: string;
  readonly number: string;
  /** As people write it: `city/api#12`. */
  readonly reference: string;
  readonly title: string;
  readonly url: string;
  readonly open: boolean;
}

/** All act as the person of the reach, and throw CiError. */
export interface Issues {
  /** Of which the person is a member, the most active first, some. `search`: in the path. */
  projects(reach: Reach, search: string): Promise<readonly IssueProject[]>;
  choices(project: string, reach: Reach): Promise<IssueChoices>;
  create(wish: IssueWish, reach: Reach): Promise<Issue>;
  /** Those that the person may see, open ones first; also by a reference or an address. */
  search(text: string, reach: Reach): Promise<readonly Issue[]>;
  /** Answers the issue, with the address of the comment. */
  comment(issue: Pick<Issue, 'project' | 'number'>, text: string, reach: Reach): Promise<Pick<Issue, 'reference' | 'url'>>;
  /** What somebody else wrote, as a quotation in which nothing acts. Pure. */
  quote(text: string): string;
}

/** A description, with the address of the post below that it was made of. */
export function withSource(description: string, permalink: string | undefined): string {
  if (permalink === undefined) return description;
  return `${description.trimEnd()}\n\n---\n\n[From a message in Mattermost](${permalink})`.trimStart();
}
