// Where a pipeline comes from: project and number, and below it merge request, branch or tag, and commit.
import * as React from 'react';
import type { PipelineView } from '@ci-command-center/contract';
import { ForeignLink } from '../parts/foreign-link.tsx';
import { Glyph } from '../parts/icon.tsx';
import { statusWord } from '../parts/verdict.tsx';
import { useWords } from '../text/say.tsx';
import type { Words } from '../text/say.tsx';

type Shown = { readonly pipeline: PipelineView };

export function ProjectAndNumber({ pipeline: { project, number, url } }: Shown) {
  return (
    <span className="ci-project">
      <ForeignLink href={project.url} className="ci-project-path" title={project.path}>
        {project.path}
      </ForeignLink>{' '}
      {number !== '' && <ForeignLink href={url} className="ci-number">{`#${number}`}</ForeignLink>}
    </span>
  );
}

/** A merge request says more than the branch it comes from, so it is shown in its place. */
export function RefAndCommit({ pipeline: { ref, mergeRequest, commit } }: Shown) {
  const { say } = useWords();
  const kind = mergeRequest ? 'merge-request' : ref.kind;
  const name = mergeRequest ? `!${mergeRequest.number}` : ref.name;
  return (
    <>
      {name !== '' && (
        <span className="ci-ref" title={`${say(`ref.${kind}`)} ${mergeRequest?.title ?? ref.name}`}>
          <Glyph name={kind} />
          <span className="ci-hidden">{say(`ref.${kind}`)} </span>
          <ForeignLink href={mergeRequest?.url ?? ref.url} className="ci-ref-name">
            {name}
          </ForeignLink>
        </span>
      )}
      {commit && (
        <span className="ci-sha" title={say('pipeline.commit', { sha: commit.sha })}>
          <ForeignLink href={commit.url}>{commit.sha.slice(0, 8)}</ForeignLink>
        </span>
      )}
    </>
  );
}

/** The line that tells a person which pipeline this is. */
export function titleOf({ name, commit, mergeRequest, ref }: PipelineView): string {
  return commit?.title || name || mergeRequest?.title || ref.name;
}

/** What a screen reader calls it: project, number and state. */
export function labelOf(pipeline: PipelineView, { say }: Words): string {
  const { project, number } = pipeline;
  const told = say(statusWord(pipeline));
  if (number === '') return say('pipeline.labelQueued', { project: project.path, status: told });
  return say('pipeline.label', { project: project.path, number: `#${number}`, status: told });
}
