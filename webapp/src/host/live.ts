// Counts what makes a view on screen old: gaps in the websocket's messages, and news of a topic in a channel.
import { createSlice } from '@reduxjs/toolkit';
import type { PayloadAction } from '@reduxjs/toolkit';
import { useSelector } from 'react-redux';
import { PLUGIN_ID } from '@ci-command-center/contract';
import type { Topic, TopicChangedMessage } from '@ci-command-center/contract';
import { dig, isNumber, isOneOf, isString, shape } from './guard.ts';

interface Live {
  /** Times that messages may have been missed. */
  readonly gaps: number;
  /** By `topic channel`; of every channel where that is empty. */
  readonly news: Readonly<Record<string, number>>;
}

const initialState: Live = { gaps: 0, news: {} };
const slice = createSlice({
  name: 'ci/live',
  initialState,
  reducers: {
    gapSeen: (state: Live): Live => ({ ...state, gaps: state.gaps + 1 }),
    topicChanged: ({ gaps, news }: Live, { payload: { topic, channel_id } }: PayloadAction<TopicChangedMessage>): Live => {
      const place = `${topic} ${channel_id}`;
      return { gaps, news: { ...news, [place]: (news[place] ?? 0) + 1 } };
    },
  },
});

export const { gapSeen, topicChanged } = slice.actions;
export const liveReducer = slice.reducer;

const topics = ['pipelines', 'reviews', 'alerts', 'intents', 'accounts', 'subscriptions'] as const;
export const isTopicMessage = shape<TopicChangedMessage>({ channel_id: isString, topic: isOneOf<Topic>(topics) });

/** Another number as soon as what was loaded for this topic and channel may be old; without a topic, only gaps count. */
export function useAge(topic?: Topic, channelId = ''): number {
  return useSelector((state: unknown) => {
    const at = (...path: readonly string[]): number => {
      const count = dig(state, `plugins-${PLUGIN_ID}`, 'live', ...path);
      return isNumber(count) ? count : 0;
    };
    if (topic === undefined) return at('gaps');
    return at('gaps') + at('news', `${topic} ${channelId}`) + at('news', `${topic} `);
  });
}
