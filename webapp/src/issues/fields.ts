// What the two forms are given, and what they give back.
import type { ApiError, MadeIssue, PlaceView } from '@ci-command-center/contract';
import type { Answer } from '../api/request.ts';
import type { IssueDialogTarget } from './slice.ts';

/** What a form gives: what sends it, or undefined while something is missing. */
export type Ready = (() => Promise<Answer<MadeIssue>>) | undefined;

export interface FieldsProps {
  readonly target: IssueDialogTarget;
  readonly place: PlaceView;
  onReady(ready: Ready): void;
  onError(error: ApiError | undefined): void;
}
