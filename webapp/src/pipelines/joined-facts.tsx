// What belongs to a pipeline's commit besides its jobs: child pipelines, builds elsewhere, quality gate, artifacts, deployments.
import * as React from 'react';
import type { ArtifactView, DeploymentView, GateView, JoinedView, LinkedPipelineView, Status } from '@ci-command-center/contract';
import { ForeignLink } from '../parts/foreign-link.tsx';
import { Glyph, StatusIcon } from '../parts/icon.tsx';
import { useWords } from '../text/say.tsx';

const MAX_SHOWN = 6;

export const gateIcon: Readonly<Record<GateView['status'], Status>> = {
  passed: 'success',
  failed: 'failed',
  error: 'failed',
  none: 'skipped',
};

interface GroupProps<Item> {
  readonly label: string;
  readonly items: readonly Item[] | undefined;
  readonly as: React.ComponentType<{ readonly item: Item }>;
}

/** A heading and its items in a line that wraps; nothing when there are none. Two that say the same are one. */
function Group<Item>({ label, items, as: Drawn }: GroupProps<Item>) {
  const { count } = useWords();
  const different = new Map(items?.map((item) => [JSON.stringify(item), item]));
  if (different.size === 0) return null;
  const left = different.size - MAX_SHOWN;
  return (
    <div className="ci-joined-group">
      <span className="ci-joined-label" aria-hidden="true">
        {label}
      </span>
      <ul className="ci-joined-items" aria-label={label}>
        {[...different].slice(0, MAX_SHOWN).map(([key, item]) => (
          <li key={key} className="ci-joined-item">
            <Drawn item={item} />
          </li>
        ))}
        {left > 0 && <li className="ci-joined-note">{count('joined.more', left)}</li>}
      </ul>
    </div>
  );
}

/** State, name and what more there is to say. The state is drawn, and said for those who do not see it. */
function Fact({ status, word, name, url, note }: { status: Status; word: string; name: string; url: string | undefined; note?: string }) {
  return (
    <>
      <StatusIcon status={status} size={14} />
      <span className="ci-hidden">{word}: </span>
      <span className="ci-joined-text">
        <ForeignLink href={url}>{name}</ForeignLink>
        {note !== undefined && note !== '' && <span className="ci-joined-note"> {note}</span>}
      </span>
    </>
  );
}

function Linked({ item: { name, number, status, url, failedJobs } }: { readonly item: LinkedPipelineView }) {
  const { say } = useWords();
  return <Fact status={status} word={say(`status.${status}`)} name={`${name} #${number}`} url={url} note={failedJobs.join(', ')} />;
}

function Gate({ item: { name, status, url, conditions } }: { readonly item: GateView }) {
  const { say } = useWords();
  const word = say(`gate.${status}`);
  return <Fact status={gateIcon[status]} word={word} name={name || word} url={url} note={conditions.join(' · ')} />;
}

function Artifact({ item: { name, action, url } }: { readonly item: ArtifactView }) {
  const { say } = useWords();
  return (
    <>
      <Glyph name="package" />
      <span className="ci-joined-text">
        <ForeignLink href={url}>{name}</ForeignLink>
        {action !== 'published' && <span className="ci-joined-note"> {say(`artifact.${action}`)}</span>}
      </span>
    </>
  );
}

function Deployment({ item: { environment, status, url } }: { readonly item: DeploymentView }) {
  const { say } = useWords();
  return <Fact status={status} word={say(`status.${status}`)} name={environment} url={url} />;
}

export function JoinedFacts({ joined }: { readonly joined: JoinedView | undefined }) {
  const { say, count } = useWords();
  if (joined === undefined) return null;
  const { children, builds, gates, artifacts, deployments, leftOut = 0 } = joined;
  if (![children, builds, gates, artifacts, deployments].some((list) => list !== undefined && list.length > 0)) return null;
  return (
    <div className="ci-joined">
      <Group label={say('joined.children')} items={children} as={Linked} />
      <Group label={say('joined.builds')} items={builds} as={Linked} />
      <Group label={say('joined.gates')} items={gates} as={Gate} />
      <Group label={say('joined.artifacts')} items={artifacts} as={Artifact} />
      <Group label={say('joined.deployments')} items={deployments} as={Deployment} />
      {leftOut > 0 && <span className="ci-joined-note">{count('joined.more', leftOut)}</span>}
    </div>
  );
}
