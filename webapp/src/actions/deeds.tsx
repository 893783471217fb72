// Who did what about a pipeline from chat, one line for all of it.
import * as React from 'react';
import type { DeedView, PipelineView } from '@ci-command-center/contract';
import { Age } from '../parts/time.tsx';
import type { TextId } from '../text/english.ts';
import { useWords } from '../text/say.tsx';

const texts: Readonly<Record<string, readonly [whole: TextId, part: TextId]>> = {
  retried: ['deed.retried', 'deed.retriedOne'],
  cancelled: ['deed.cancelled', 'deed.cancelledOne'],
  played: ['deed.played', 'deed.played'],
  deployed: ['deed.deployed', 'deed.deployed'],
  'rolled-back': ['deed.rolledBack', 'deed.rolledBack'],
  approved: ['deed.approved', 'deed.approved'],
  unapproved: ['deed.unapproved', 'deed.unapproved'],
  'deployment-approved': ['deed.deploymentApproved', 'deed.deploymentApproved'],
  merged: ['deed.merged', 'deed.merged'],
  'merge-planned': ['deed.mergePlanned', 'deed.mergePlanned'],
};

function Deed({ deed: { verb, what, by, times, at } }: { readonly deed: DeedView }) {
  const { say } = useWords();
  const [whole, part] = texts[verb] ?? ['deed.unknown', 'deed.unknown'];
  const people = by.map((name) => `@${name}`).join(', ');
  const told = say(what === undefined ? whole : part, { what: what ?? '', by: people });
  return (
    <li className="ci-deed">
      {times > by.length ? say('deed.often', { told, times }) : told} <Age at={at} />
    </li>
  );
}

export function Deeds({ pipeline: { deeds } }: { readonly pipeline: PipelineView }) {
  const { say } = useWords();
  if (deeds === undefined || deeds.length === 0) return null;
  return (
    <ul className="ci-deeds" aria-label={say('deed.label')}>
      {deeds.map((deed) => (
        <Deed key={`${deed.verb} ${deed.what ?? ''} ${deed.at}`} deed={deed} />
      ))}
    </ul>
  );
}
