// Registers the entries of every post's menu that make an issue of it or attach it to one, and the dialog they open.
import * as React from 'react';
import { useSelector } from 'react-redux';
import type { Store } from 'redux';
import { dig, isString } from '../host/guard.ts';
import type { Registry } from '../host/registry.ts';
import { HostWords } from '../host/words.tsx';
import { Boundary } from '../parts/boundary.tsx';
import { issuePlaces, placesIn } from '../places/slice.ts';
import { useWords } from '../text/say.tsx';
import { dialogOpened, openDialogIn } from './slice.ts';
import type { IssueDialogTarget } from './slice.ts';

const IssueDialog = React.lazy(async () => ({ default: (await import(/* webpackChunkName: "issue" */ './issue-dialog.tsx')).IssueDialog }));

export function registerIssues(registry: Registry, store: Store): void {
  for (const kind of ['create', 'attach'] as const) {
    registry.registerPostDropdownMenuAction(
      <HostWords>
        <MenuText kind={kind} />
      </HostWords>,
      (postId) => void store.dispatch(dialogOpened({ kind, postId, message: messageOf(store.getState(), postId) })),
      (postId) => issuePlaces(placesIn(store.getState())).length > 0 && isOfPeople(store.getState(), postId),
    );
  }
  registry.registerRootComponent(IssueRoot);
}

/** The CI system by its name, where there is one kind of them. */
function MenuText({ kind }: Pick<IssueDialogTarget, 'kind'>) {
  const { say } = useWords();
  const titles = new Set(issuePlaces(useSelector(placesIn)).map(({ title }) => title));
  const [title] = titles;
  return <>{titles.size === 1 && title !== undefined ? say(`issue.menu.${kind}.of`, { title }) : say(`issue.menu.${kind}`)}</>;
}

function IssueRoot() {
  const target = useSelector(openDialogIn);
  if (target === undefined) return null;
  return (
    <Boundary key={`${target.kind} ${target.postId}`} otherwise={null}>
      <React.Suspense fallback={null}>
        <HostWords>
          <IssueDialog target={target} />
        </HostWords>
      </React.Suspense>
    </Boundary>
  );
}

function postIn(state: unknown, postId: string): unknown {
  return dig(state, 'entities', 'posts', 'posts', postId);
}

/** Joins and the like are no messages. */
function isOfPeople(state: unknown, postId: string): boolean {
  const type = dig(postIn(state, postId), 'type');
  return !isString(type) || !type.startsWith('system_');
}

function messageOf(state: unknown, postId: string): string {
  const message = dig(postIn(state, postId), 'message');
  return isString(message) ? message : '';
}
