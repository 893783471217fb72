// One open merge request: its state, its pipeline, who approved it, its labels and its age.
import * as React from 'react';
import { useSelector } from 'react-redux';
import type { PersonView, ReviewView, Status } from '@ci-command-center/contract';
import { ForeignLink } from '../parts/foreign-link.tsx';
import { Glyph, StatusIcon } from '../parts/icon.tsx';
import { Person } from '../parts/person.tsx';
import { Age } from '../parts/time.tsx';
import { pipelinesState } from '../pipelines/select.ts';
import { useWords } from '../text/say.tsx';

export function ReviewItem({ review }: { readonly review: ReviewView }) {
  const { say } = useWords();
  const { project, number, title, url, draft, sourceBranch, targetBranch, author, labels, updatedAt } = review;
  return (
    <li className="ci-item" aria-label={say('reviews.label', { project: project.path, number, title })}>
      <Glyph name="merge-request" size={16} />
      <div className="ci-item-body">
        <div className="ci-item-head">
          <h4 className="ci-item-title">
            <ForeignLink href={url}>{title}</ForeignLink>
          </h4>
          {draft && <span className="ci-tag">{say('reviews.draft')}</span>}
        </div>
        <div className="ci-item-facts">
          <span>
            {project.path} {number}
          </span>
          {sourceBranch !== undefined && targetBranch !== undefined && (
            <span>{say('reviews.branches', { source: sourceBranch, target: targetBranch })}</span>
          )}
        </div>
        <div className="ci-item-facts">
          {author && <Person person={author} title={say('reviews.author', { name: author.name })} />}
          <Pipeline review={review} />
          <Approvals review={review} />
          {updatedAt !== undefined && <Age at={updatedAt} />}
        </div>
        {labels.length > 0 && (
          <ul className="ci-tags" aria-label={say('reviews.labels')}>
            {labels.map((label) => (
              <li key={label} className="ci-tag">
                {label}
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}

/** As it is now where this page follows it. */
function useLiveStatus(url: string | undefined): Status | undefined {
  return useSelector((state: unknown) =>
    url === undefined ? undefined : Object.values(pipelinesState(state).byKey).find((each) => each.url === url)?.status,
  );
}

function Pipeline({ review: { pipeline } }: { readonly review: ReviewView }) {
  const { say } = useWords();
  const live = useLiveStatus(pipeline?.url);
  if (pipeline === undefined) return null;
  const status = live ?? pipeline.status;
  const label = say('reviews.pipeline', { number: pipeline.number === '' ? '' : `#${pipeline.number}`, status: say(`status.${status}`) });
  return (
    <span className="ci-fact" title={label}>
      <StatusIcon status={status} size={14} />
      <ForeignLink href={pipeline.url}>{say(`status.${status}`)}</ForeignLink>
      <span className="ci-hidden">{label}</span>
    </span>
  );
}

function names(people: readonly PersonView[]): string {
  return people.map(({ name }) => name).join(', ');
}

/** Who approved it, else who is asked to. */
function Approvals({ review: { approvedBy, reviewers } }: { readonly review: ReviewView }) {
  const { say, count } = useWords();
  if (approvedBy.length > 0)
    return (
      <span className="ci-fact" title={say('reviews.approvedBy', { names: names(approvedBy) })}>
        <StatusIcon status="success" size={14} />
        {count('reviews.approved', approvedBy.length)}
      </span>
    );
  if (reviewers.length === 0) return null;
  return <span title={say('reviews.reviewers', { names: names(reviewers) })}>{count('reviews.waits', reviewers.length)}</span>;
}
