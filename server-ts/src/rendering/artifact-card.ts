// Something that was built and published, on its own card.

import type { Artifact, ArtifactEvent, ArtifactState } from '../ci/artifact.ts';
import { lookOfAction, lookOfArtifact, sizeWords } from './artifact-words.ts';
import type { Card } from './card.ts';
import { safeUrl } from './escape.ts';
import { MAX_TITLE, opening, originOf, shown } from './foreign.ts';

const kinds: Readonly<Record<Artifact['type'], string>> = {
  file: 'file',
  image: 'image',
  build: 'build',
  'release-bundle': 'release bundle',
  distribution: 'distribution',
  other: 'artifact',
};

export function artifactCard(state: ArtifactState, providerTitle: string): Card {
  const { artifact, subject, events } = state;
  const look = lookOfArtifact(state);
  const titleUrl = artifact.url === undefined ? undefined : safeUrl(artifact.url);
  const last = events.at(-1);
  return {
    look,
    headline: `${look.symbol} ${opening(subject.project)}${last === undefined ? shown(artifact.name) : artifactSentence(state, last)}`,
    title: artifact.name,
    ...(titleUrl !== undefined && { titleUrl }),
    lines: [placeLine(artifact), buildLine(artifact)].filter((line) => line !== ''),
    footer: originOf(providerTitle, subject.project),
  };
}

/** `image acme/app:1.2.3 published by deployer`. */
export function artifactSentence({ artifact }: ArtifactState, { action, detail, by }: ArtifactEvent): string {
  const { word } = lookOfAction(action);
  const own = detail === undefined ? '' : ` (${shown(detail, 60)})`;
  return `${kinds[artifact.type]} ${shown(artifact.name, MAX_TITLE)} ${word}${own}${by === undefined ? '' : ` by ${shown(by)}`}`;
}

function placeLine({ repository, path, size }: Artifact): string {
  const place = [repository, path].filter((part) => part !== undefined).join('/');
  return [shown(place, 200), size === undefined ? '' : sizeWords(size)].filter((part) => part !== '').join(' · ');
}

function buildLine({ build, sha }: Artifact): string {
  return [
    build === undefined ? '' : `Build ${shown(`${build.name} #${build.number}`)}`,
    sha === undefined ? '' : `commit ${shown(sha.slice(0, 8))}`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}
