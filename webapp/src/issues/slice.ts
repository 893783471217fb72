// Which issue dialog is open, and of which post.
import { createSlice } from '@reduxjs/toolkit';
import type { PayloadAction } from '@reduxjs/toolkit';
import { PLUGIN_ID } from '@ci-command-center/contract';
import { dig, isOneOf, isString, shape } from '../host/guard.ts';

export interface IssueDialogTarget {
  readonly kind: 'create' | 'attach';
  readonly postId: string;
  /** What the post says. */
  readonly message: string;
}

interface IssuesState {
  readonly open: IssueDialogTarget | undefined;
}

const initialState: IssuesState = { open: undefined };
const isTarget = shape<IssueDialogTarget>({ kind: isOneOf(['create', 'attach']), postId: isString, message: isString });

const slice = createSlice({
  name: 'ci/issues',
  initialState,
  reducers: {
    dialogOpened: (_: IssuesState, { payload }: PayloadAction<IssueDialogTarget>): IssuesState => ({ open: payload }),
    dialogClosed: (): IssuesState => initialState,
  },
});

export const { dialogOpened, dialogClosed } = slice.actions;
export const issuesReducer = slice.reducer;

export function openDialogIn(state: unknown): IssueDialogTarget | undefined {
  const open = dig(state, `plugins-${PLUGIN_ID}`, 'issues', 'open');
  return isTarget(open) ? open : undefined;
}
