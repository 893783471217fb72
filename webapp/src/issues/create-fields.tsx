// The fields of a new issue: its project first, then what that project knows.
import * as React from 'react';
import type { IssueChoicesView, PlaceView } from '@ci-command-center/contract';
import { Combobox } from '../parts/combobox.tsx';
import { Ticks } from '../parts/ticks.tsx';
import { useWords } from '../text/say.tsx';
import type { FieldsProps } from './fields.ts';
import { quoteOf, titleOf } from './prefill.ts';
import { useSearch } from './use-search.ts';
import { findProjects, loadChoices, makeIssue } from './wire.ts';

const LONGEST_TITLE = 255;
const none: ReadonlySet<string> = new Set();

interface Chosen {
  readonly labels: ReadonlySet<string>;
  readonly assignees: ReadonlySet<string>;
  readonly milestone: string;
}

const nothing: Chosen = { labels: none, assignees: none, milestone: '' };

export function CreateFields({ target, place, onReady, onError }: FieldsProps) {
  const { say } = useWords();
  const id = React.useId();
  const [project, setProject] = React.useState<string>();
  const [title, setTitle] = React.useState(() => titleOf(target.message));
  const [description, setDescription] = React.useState(() => quoteOf(target.message));
  const [chosen, setChosen] = React.useState(nothing);
  const choices = useChoices(place, project, onError);
  const choose = React.useCallback((next: string | undefined) => {
    setProject(next);
    setChosen(nothing);
  }, []);
  const { provider, connection } = place;
  React.useEffect(() => {
    const { labels, assignees, milestone } = chosen;
    const given = { labels: [...labels], assignees: [...assignees], ...(milestone !== '' && { milestone }) };
    const body = { provider, connection, title: title.trim(), description, post_id: target.postId, ...given };
    onReady(project === undefined || title.trim() === '' ? undefined : () => makeIssue({ ...body, project }));
  }, [provider, connection, project, title, description, chosen, target.postId, onReady]);
  return (
    <>
      <ProjectField place={place} onChoose={choose} onError={onError} />
      <div className="ci-field">
        <label htmlFor={`${id}-title`}>{say('issue.title')}</label>
        <input
          id={`${id}-title`}
          value={title}
          maxLength={LONGEST_TITLE}
          aria-required="true"
          onChange={(event) => setTitle(event.target.value)}
        />
      </div>
      <div className="ci-field">
        <label htmlFor={`${id}-text`}>{say('issue.description')}</label>
        <textarea id={`${id}-text`} rows={5} value={description} onChange={(event) => setDescription(event.target.value)} />
        <p className="ci-quiet">{say('issue.permalink')}</p>
      </div>
      {choices !== undefined && <Choices choices={choices} chosen={chosen} onChange={setChosen} />}
    </>
  );
}

interface ProjectProps extends Pick<FieldsProps, 'place' | 'onError'> {
  onChoose(project: string | undefined): void;
}

function ProjectField({ place, onChoose, onError }: ProjectProps) {
  const { say } = useWords();
  const [text, setText] = React.useState('');
  const [wanted, setWanted] = React.useState('');
  const find = React.useCallback((search: string) => findProjects(place, search), [place]);
  const { found, busy, error } = useSearch(wanted, find);
  React.useEffect(() => onError(error), [error, onError]);
  return (
    <Combobox
      label={say('issue.project')}
      first
      required
      text={text}
      options={(found?.projects ?? []).map(({ id, path }) => ({ id, label: path }))}
      busy={busy}
      empty={say('issue.noProject')}
      placeholder={say('issue.project.hint')}
      onText={(next) => {
        setText(next);
        setWanted(next.trim());
        onChoose(undefined);
      }}
      onChoose={({ id, label }) => {
        setText(label);
        onChoose(id);
      }}
    />
  );
}

interface ChoicesProps {
  readonly choices: IssueChoicesView;
  readonly chosen: Chosen;
  onChange(chosen: Chosen): void;
}

function Choices({ choices, chosen, onChange }: ChoicesProps) {
  const { say } = useWords();
  const id = React.useId();
  const { labels, people, milestones } = choices;
  return (
    <>
      <Ticks
        label={say('issue.labels')}
        entries={labels.map((name) => ({ id: name, label: name }))}
        chosen={chosen.labels}
        onChange={(next) => onChange({ ...chosen, labels: next })}
      />
      <Ticks
        label={say('issue.assignees')}
        entries={people.map(({ id: key, name }) => ({ id: key, label: name }))}
        chosen={chosen.assignees}
        onChange={(next) => onChange({ ...chosen, assignees: next })}
      />
      {milestones.length > 0 && (
        <div className="ci-field">
          <label htmlFor={id}>{say('issue.milestone')}</label>
          <select id={id} value={chosen.milestone} onChange={({ target }) => onChange({ ...chosen, milestone: target.value })}>
            <option value="">{say('issue.none')}</option>
            {milestones.map((each) => (
              <option key={each.id} value={each.id}>
                {each.title}
              </option>
            ))}
          </select>
        </div>
      )}
    </>
  );
}

function useChoices(place: PlaceView, project: string | undefined, onError: FieldsProps['onError']): IssueChoicesView | undefined {
  const [loaded, setLoaded] = React.useState<{ readonly of: string; readonly choices: IssueChoicesView }>();
  React.useEffect(() => {
    if (project === undefined) return undefined;
    let isOver = false;
    const load = async (): Promise<void> => {
      const answer = await loadChoices(place, project);
      if (isOver) return;
      onError(answer.ok ? undefined : answer.error);
      if (answer.ok) setLoaded({ of: project, choices: answer.value });
    };
    void load();
    return () => {
      isOver = true;
    };
  }, [place, project, onError]);
  return loaded?.of === project ? loaded?.choices : undefined;
}
