// What more a direct message tells of a pipeline: the jobs that failed, the commit, and where its card is, for those who may see it.
import { toSubjectKey, type SubjectKey } from '../ci/ids.ts';
import { detailsOf, type PipelineState } from '../ci/state.ts';
import { failedJobs } from '../ci/status.ts';
import { join, link, say, type Words } from '../ci/words.ts';
import { createChannelNames, createMembership } from '../host/channels.ts';
import type { StoredNews } from '../personal/index.ts';
import type { Parts } from './parts.ts';

const MOST_JOBS = 5;
const MOST_CARDS = 3;

export function createPersonalDetails({ api, site, storage }: Parts) {
  const isMember = createMembership(api);
  const nameOf = createChannelNames(api);
  const cardsOf = async (userId: string, keys: readonly SubjectKey[]): Promise<readonly Words[]> => {
    if (site.now() === '') return [];
    const entries = (await Promise.all(keys.map((key) => storage.cards.open(key, [], true)))).flat();
    const found: Words[] = [];
    for (const { post, slot } of entries) {
      if (post === undefined || slot.reply !== '' || found.length === MOST_CARDS) continue;
      if (await isMember(userId, slot.channel)) found.push(link(await nameOf(slot.channel), `${site.now()}/_redirect/pl/${post}`));
    }
    return found;
  };
  return async (userId: string, topic: string, news: readonly StoredNews[]): Promise<ReadonlyMap<string, readonly Words[]>> => {
    const details = new Map<string, readonly Words[]>();
    for (const { subject } of news) {
      if (details.has(subject)) continue;
      const state = (await storage.subjects.find(subject))?.state;
      if (state?.kind !== 'pipeline' && state?.kind !== 'deployment') continue;
      const cards = await cardsOf(userId, [...new Set([toSubjectKey(topic), subject])]);
      details.set(subject, [
        ...(state.kind === 'pipeline' ? pipelineWords(state) : []),
        ...(cards.length === 0 ? [] : [say`Shown in ${join(cards, ', ')}`]),
      ]);
    }
    return details;
  };
}

function pipelineWords(state: PipelineState): readonly Words[] {
  const failed = failedJobs(state);
  const shown = failed.slice(0, MOST_JOBS).map(({ name, url, failureReason }) => {
    const job = link(name, url);
    return failureReason === undefined ? job : say`${job} (${failureReason})`;
  });
  const left = failed.length - shown.length;
  const rest = left > 0 ? [say`${left} more`] : [];
  const { commit } = detailsOf(state);
  return [
    ...(shown.length === 0 ? [] : [say`Failed: ${join([...shown, ...rest], ', ')}`]),
    ...(commit === undefined ? [] : [say`${link(commit.sha.slice(0, 8), commit.url)} ${commit.title}`]),
  ];
}
