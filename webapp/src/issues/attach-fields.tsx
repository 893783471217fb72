// The fields of a comment: which issue the post is attached to.
import * as React from 'react';
import { Combobox } from '../parts/combobox.tsx';
import { useWords } from '../text/say.tsx';
import type { FieldsProps } from './fields.ts';
import { useSearch } from './use-search.ts';
import { attachPost, findIssues } from './wire.ts';

export function AttachFields({ target, place, onReady, onError }: FieldsProps) {
  const { say } = useWords();
  const [text, setText] = React.useState('');
  const [wanted, setWanted] = React.useState('');
  const find = React.useCallback((search: string) => findIssues(place, search), [place]);
  const { found, busy, error } = useSearch(wanted, find);
  React.useEffect(() => onError(error), [error, onError]);
  const { provider, connection } = place;
  return (
    <>
      <Combobox
        label={say('issue.issue')}
        first
        required
        text={text}
        options={(found?.issues ?? []).map(({ project, number, reference, title, open }) => ({
          id: `${project}#${number}`,
          label: title,
          detail: open ? reference : say('issue.closed', { reference }),
        }))}
        busy={busy}
        empty={say('issue.noIssue')}
        placeholder={say('issue.issue.hint')}
        onText={(next) => {
          setText(next);
          setWanted(next.trim());
          onReady(undefined);
        }}
        onChoose={({ id, label, detail }) => {
          const [project = '', number = ''] = id.split('#');
          setText(`${label} (${detail ?? ''})`);
          onReady(() => attachPost({ provider, connection, project, number, post_id: target.postId }));
        }}
      />
      {target.message !== '' && <p className="ci-modal-post">{target.message}</p>}
      <p className="ci-quiet">{say('issue.attach.what')}</p>
    </>
  );
}
