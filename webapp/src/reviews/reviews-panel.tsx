// The tab of reviews: what waits for the person, and the channel's open merge requests.
import * as React from 'react';
import { paths } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { request } from '../api/request.ts';
import { useDeed } from '../api/use-deed.ts';
import { useResource } from '../api/use-resource.ts';
import { StaleBanner } from '../parts/panel-states.tsx';
import { Problem } from '../parts/problem.tsx';
import { ResourceView } from '../parts/resource-view.tsx';
import { Section } from '../parts/section.tsx';
import type { PanelProps } from '../sidebar/panel.ts';
import { useWords } from '../text/say.tsx';
import { isMyTasks, isReviewList } from './guard.ts';
import { MyTasksOf } from './my-tasks.tsx';
import { ReviewItem } from './review-item.tsx';
import './reviews.css';

export function ReviewsPanel({ channelId }: PanelProps) {
  const { say } = useWords();
  const resource = useResource(pluginAddress(paths.reviews, { channel_id: channelId }), isReviewList, 'reviews', channelId);
  return (
    <div className="ci-sections">
      <Mine />
      <ResourceView resource={resource} loading={say('reviews.loading')} failed={say('reviews.failed')}>
        {({ reviews }) => (
          <Section
            title={
              reviews.length === 0 ? say('reviews.channel') : say('list.count', { title: say('reviews.channel'), count: reviews.length })
            }
          >
            {reviews.length === 0 && <p className="ci-section-note">{say('reviews.channel.none')}</p>}
            <ul>
              {reviews.map((review) => (
                <ReviewItem key={review.key} review={review} />
              ))}
            </ul>
          </Section>
        )}
      </ResourceView>
    </div>
  );
}

/** Milliseconds; several CI systems may be slow. */
const TIMEOUT = 60_000;

/** Read in the CI systems, which takes its time: the rest does not wait for it. */
function Mine() {
  const { say } = useWords();
  const { value: known, error, reload, change } = useResource(pluginAddress(paths.myTasks), isMyTasks, 'accounts');
  const again = useDeed(() => request(pluginAddress(paths.myTasks, { fresh: 'true' }), isMyTasks, { timeout: TIMEOUT }));
  const refresh = async () => {
    const answer = await again.run(undefined);
    if (answer !== undefined) change(() => answer);
  };
  const button = known !== undefined && (
    <button type="button" className="ci-button ci-button-small ci-button-plain" aria-disabled={again.busy} onClick={() => void refresh()}>
      {again.busy && <i className="ci-spinner" aria-hidden="true" />}
      {say('reviews.refresh')}
    </button>
  );
  return (
    <Section title={say('reviews.mine')} aside={button}>
      {known === undefined && error === undefined && <output className="ci-section-note">{say('reviews.mine.loading')}</output>}
      {known === undefined && error !== undefined && (
        <div className="ci-section-note">
          <Problem error={{ ...error, message: `${say('reviews.mine.failed')}. ${error.message}` }} />
        </div>
      )}
      {known !== undefined && error !== undefined && <StaleBanner error={error} onRetry={reload} />}
      <Problem error={again.error} />
      {known?.systems.length === 0 && <p className="ci-section-note">{say('reviews.mine.nobody')}</p>}
      {known?.systems.map((system) => (
        <MyTasksOf key={`${system.provider}/${system.connection}`} system={system} alone={known.systems.length === 1} />
      ))}
    </Section>
  );
}
