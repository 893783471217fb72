// The buttons of a pipeline: its log, and what its CI system lets people do about it now. What is not easily undone is asked before, in
// place.
import * as React from 'react';
import { useSelector, useStore } from 'react-redux';
import type { ActionView, PipelineView } from '@ci-command-center/contract';
import { useDoors } from '../host/doors.tsx';
import { Glyph } from '../parts/icon.tsx';
import { channelPipelines } from '../pipelines/select.ts';
import { useWords } from '../text/say.tsx';
import { click, clickConfirmed } from './click.ts';
import { Question } from './question.tsx';
import './actions.css';

interface Props {
  readonly pipeline: PipelineView;
  readonly channelId: string;
}

/** `team/app #14` */
export function nameOf({ project, number }: Pick<PipelineView, 'project' | 'number'>): string {
  return number === '' ? project.path : `${project.path} #${number}`;
}

export function ActionBar({ pipeline, channelId }: Props) {
  const store = useStore();
  const [problem, setProblem] = React.useState('');
  const [asked, setAsked] = React.useState<ActionView>();
  const refused = useSelector((state: unknown) => channelPipelines(state, channelId).refused);
  const may = (action: ActionView): boolean => refused?.includes(callOf(action)) !== true;
  const actions = pipeline.actions?.filter((action) => may(action) && !(pipeline.log && opensLog(action))) ?? [];
  // What was asked about may have become impossible meanwhile.
  const open = asked && actions.find(({ id }) => id === asked.id);
  const clicked = (action: ActionView) => ({ action, channelId, key: pipeline.key });
  if (actions.length === 0 && !pipeline.log) return null;
  return (
    <div className="ci-actions">
      {actions.map((action) => (
        <ActionButton key={action.id} action={action} pipeline={pipeline} channelId={channelId} onProblem={setProblem} onAsk={setAsked} />
      ))}
      {pipeline.log && <LogButton pipeline={pipeline} channelId={channelId} />}
      {open?.confirm && (
        <Question
          key={open.id}
          confirm={open.confirm}
          ask={() => (open.confirm?.lightly ? click(store, clicked(open)) : clickConfirmed(clicked(open)))}
          onDone={() => setAsked(undefined)}
        />
      )}
      {problem !== '' && (
        <p className="ci-problem" role="alert">
          {problem}
        </p>
      )}
    </div>
  );
}

/** As the server names those that somebody may not click. */
function callOf({ context }: ActionView): string {
  return `${String(context['provider'])}/${String(context['call'])}`;
}

/** For phones; here the log opens beside the channel, and runs. */
function opensLog({ context }: ActionView): boolean {
  return ['log', 'get-log', 'open-log'].includes(String(context['call']));
}

function LogButton({ pipeline, channelId }: Props) {
  const { say } = useWords();
  const { openLog } = useDoors();
  const title = nameOf(pipeline);
  const at = pipeline.status === 'failed' ? { at: 'error' as const } : {};
  return (
    <button
      type="button"
      className="ci-action"
      aria-label={say('action.of', { action: say('action.log'), pipeline: title })}
      onClick={() => openLog({ channelId, key: pipeline.key, title, ...at })}
    >
      <Glyph name="log" />
      {say('action.log')}
    </button>
  );
}

interface ActionProps extends Props {
  readonly action: ActionView;
  onProblem(problem: string): void;
  onAsk(action: ActionView): void;
}

function ActionButton({ action, pipeline, channelId, onProblem, onAsk }: ActionProps) {
  const { say } = useWords();
  const store = useStore();
  const [busy, setBusy] = React.useState(false);
  const run = async () => {
    if (busy) return;
    onProblem('');
    if (action.confirm) return onAsk(action);
    setBusy(true);
    const error = await click(store, { action, channelId, key: pipeline.key });
    setBusy(false);
    if (error !== undefined) onProblem(error.message);
  };
  return (
    <button
      type="button"
      className={`ci-action ci-action-${action.style ?? 'plain'}`}
      // Not `disabled`: that would take the focus away from under the keyboard.
      aria-disabled={busy}
      aria-label={say('action.of', { action: action.label, pipeline: nameOf(pipeline) })}
      onClick={() => void run()}
    >
      {busy && <i className="ci-spinner" aria-hidden="true" />}
      {action.label}
    </button>
  );
}
