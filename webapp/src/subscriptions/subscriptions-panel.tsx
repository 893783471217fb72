// The tab of subscriptions: what the channel is told of, whether it comes, and a form for more of it.
import * as React from 'react';
import { paths } from '@ci-command-center/contract';
import type { SubscriptionList } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { useResource } from '../api/use-resource.ts';
import { Empty } from '../parts/panel-states.tsx';
import { ResourceView } from '../parts/resource-view.tsx';
import { Section } from '../parts/section.tsx';
import type { PanelProps } from '../sidebar/panel.ts';
import { useWords } from '../text/say.tsx';
import { isSubscriptionList } from './guard.ts';
import { SubscriptionForm } from './subscription-form.tsx';
import { SubscriptionItem } from './subscription-item.tsx';

export function SubscriptionsPanel({ channelId }: PanelProps) {
  const { say } = useWords();
  const address = pluginAddress(paths.subscriptions, { channel_id: channelId });
  const resource = useResource(address, isSubscriptionList, 'subscriptions', channelId);
  return (
    <ResourceView resource={resource} loading={say('subscriptions.loading')} failed={say('subscriptions.failed')}>
      {(list) => <List key={channelId} list={list} channelId={channelId} onChanged={resource.reload} />}
    </ResourceView>
  );
}

interface ListProps extends PanelProps {
  readonly list: SubscriptionList;
  onChanged(): void;
}

function List({ list: { subscriptions, choices, refusal }, channelId, onChanged }: ListProps) {
  const { say } = useWords();
  const [adding, setAdding] = React.useState(false);
  const mayChange = refusal === undefined && choices.systems.length > 0;
  const isEmpty = subscriptions.length === 0;
  const add = mayChange && !adding && (
    <button type="button" className={`ci-button ci-button-first ${isEmpty ? '' : 'ci-button-small'}`} onClick={() => setAdding(true)}>
      {say('subscriptions.add')}
    </button>
  );
  const done = () => {
    setAdding(false);
    onChanged();
  };
  return (
    <div className="ci-sections">
      {isEmpty && !adding && (
        <Empty icon="bell" title={say('subscriptions.empty.title')} body={refusal ?? say('subscriptions.empty.body')}>
          {add}
        </Empty>
      )}
      {(!isEmpty || adding) && (
        <Section
          title={isEmpty ? say('subscriptions.list') : say('list.count', { title: say('subscriptions.list'), count: subscriptions.length })}
          aside={!isEmpty && add}
        >
          {adding && <SubscriptionForm channelId={channelId} choices={choices} onDone={done} onLeave={() => setAdding(false)} />}
          {refusal !== undefined && <p className="ci-section-note">{refusal}</p>}
          <ul>
            {subscriptions.map((subscription) => (
              <SubscriptionItem
                key={subscription.number}
                subscription={subscription}
                channelId={channelId}
                choices={choices}
                mayChange={mayChange}
                onChanged={onChanged}
              />
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}
