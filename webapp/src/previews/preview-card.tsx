// One merge request, issue, pipeline, job or commit in a few lines.
import * as React from 'react';
import type { LinkPreview, PreviewLabelView } from '@ci-command-center/contract';
import { Glyph, StatusIcon } from '../parts/icon.tsx';
import type { GlyphName } from '../parts/icon.tsx';
import { Person } from '../parts/person.tsx';
import { Age } from '../parts/time.tsx';
import { useWords } from '../text/say.tsx';
import { durationText } from '../text/time.ts';

const glyphs: Readonly<Record<LinkPreview['kind'], GlyphName>> = {
  'merge-request': 'merge-request',
  issue: 'issue',
  pipeline: 'pipeline',
  job: 'steps',
  commit: 'commit',
};

const MOST_LABELS = 8;

export function PreviewCard({ preview, title }: { readonly preview: LinkPreview; readonly title: string }) {
  const words = useWords();
  const { kind, project, reference, text, labels = [], assignees = [], milestone, reason, conflicts, person, at } = preview;
  return (
    <article aria-label={words.say('preview.label', { kind: words.say(`preview.${kind}`), reference, title: preview.title })}>
      <p className="ci-preview-place">
        <Glyph name={glyphs[kind]} />
        <span className="ci-preview-project">{project}</span>
        <span>{reference}</span>
        <span className="ci-preview-system">{title}</span>
      </p>
      <h4 className="ci-preview-title">{preview.title}</h4>
      <p className="ci-preview-facts">
        <State preview={preview} />
        <Branches preview={preview} />
        {preview.duration !== undefined && preview.duration > 0 && <span>{durationText(preview.duration, words)}</span>}
      </p>
      {reason !== undefined && <p className="ci-preview-reason">{reason}</p>}
      {conflicts === true && <p className="ci-preview-reason">{words.say('preview.conflicts')}</p>}
      {text !== undefined && <p className="ci-preview-text">{text}</p>}
      <Jobs preview={preview} />
      <PipelineLine preview={preview} />
      {labels.length > 0 && (
        <ul className="ci-preview-labels" aria-label={words.say('preview.labels')}>
          {labels.slice(0, MOST_LABELS).map((label) => (
            <Label key={label.name} label={label} />
          ))}
        </ul>
      )}
      <p className="ci-preview-facts ci-quiet">
        {person !== undefined && <Person person={person} title={words.say('preview.by', { name: person.name })} />}
        {at !== undefined && <Age at={at} />}
        {assignees.length > 0 && <span>{words.say('preview.assignees', { names: assignees.map(({ name }) => name).join(', ') })}</span>}
        {milestone !== undefined && <span>{milestone}</span>}
      </p>
    </article>
  );
}

function State({ preview: { state, status } }: { readonly preview: LinkPreview }) {
  const { say } = useWords();
  if (status !== undefined) {
    return (
      <span className={`ci-preview-status ci-is-${status}`}>
        <StatusIcon status={status} />
        {say(`status.${status}`)}
      </span>
    );
  }
  return state === undefined ? null : <span className={`ci-preview-state ci-preview-${state}`}>{say(`preview.state.${state}`)}</span>;
}

function Branches({ preview: { branch, target, stage } }: { readonly preview: LinkPreview }) {
  const { say } = useWords();
  return (
    <>
      {stage !== undefined && <span>{say('preview.stage', { stage })}</span>}
      {branch !== undefined && (
        <span className="ci-preview-branches">
          <code>{branch}</code>
          {target !== undefined && (
            <>
              <span aria-hidden="true">→</span>
              <span className="ci-hidden">{say('preview.into')}</span>
              <code>{target}</code>
            </>
          )}
        </span>
      )}
    </>
  );
}

/** What failed, waits or runs; when all passed their number says enough. */
function Jobs({ preview: { jobs, jobCount = 0 } }: { readonly preview: LinkPreview }) {
  const { say, count } = useWords();
  const told = (jobs ?? []).filter(({ status }) => status !== 'success' && status !== 'skipped' && status !== 'created');
  if (jobCount === 0) return null;
  return (
    <>
      <ul className="ci-preview-jobs">
        {told.map((job) => (
          <li key={job.name}>
            <StatusIcon status={job.status} size={14} />
            <span className="ci-hidden">{say(`status.${job.status}`)}</span>
            <span className="ci-preview-job">{job.name}</span>
            {job.reason !== undefined && <span className="ci-quiet">{job.reason}</span>}
          </li>
        ))}
      </ul>
      <p className="ci-quiet">{count('job.count', jobCount)}</p>
    </>
  );
}

function PipelineLine({ preview: { pipeline } }: { readonly preview: LinkPreview }) {
  const { say } = useWords();
  if (pipeline === undefined) return null;
  return (
    <p className={`ci-preview-status ci-is-${pipeline.status}`}>
      <StatusIcon status={pipeline.status} size={14} />
      {say('preview.pipelineOf', { reference: pipeline.reference, status: say(`status.${pipeline.status}`) })}
    </p>
  );
}

/** Its colour is an ornament: the name says the same. */
function Label({ label: { name, color } }: { readonly label: PreviewLabelView }) {
  return (
    <li className="ci-preview-label">
      {color !== undefined && /^#[0-9a-f]{6}$/i.test(color) && (
        <span className="ci-preview-dot" style={{ backgroundColor: color }} aria-hidden="true" />
      )}
      {name}
    </li>
  );
}
