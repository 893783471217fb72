import { describe, expect, test } from '@jest/globals';
import { PLUGIN_ID } from '@ci-command-center/contract';
import { samplePipeline } from './sample.ts';
import { pipelineByKey } from './select.ts';
import { initialState, loaded, loadStarted, pipelineChanged, pipelinesReducer, reconnected } from './slice.ts';
import type { PipelinesState } from './slice.ts';
import { isPipelineView } from './view-guard.ts';

const channelId = 'builds';
const key = samplePipeline().key;

function after(...actions: readonly Parameters<typeof pipelinesReducer>[1][]): PipelinesState {
  return actions.reduce<PipelinesState>((state, action) => pipelinesReducer(state, action), initialState);
}

const waiting = (id: string) => samplePipeline({ key: `follow/${id}`, number: '', status: 'pending' });

describe('the pipelines this page knows', () => {
  test('old news does not turn a pipeline back', () => {
    const news = pipelineChanged({ channelId, pipeline: samplePipeline({ revision: 5, status: 'success' }) });
    const late = pipelineChanged({ channelId, pipeline: samplePipeline({ revision: 4, status: 'running' }) });
    expect(after(news, late).byKey[key]?.status).toBe('success');
    expect(after(news, loaded({ channelId, pipelines: [samplePipeline()] })).byKey[key]?.status).toBe('success');
  });

  test('a pipeline that appears while loading stays, although the answer does not know it', () => {
    const live = pipelineChanged({ channelId, pipeline: samplePipeline({ key: 'new' }) });
    const state = after(loadStarted({ channelId }), live, loaded({ channelId, pipelines: [samplePipeline()] }));
    expect(state.channels[channelId]?.keys).toHaveLength(2);
  });

  test('what the answer no longer has goes', () => {
    const first = loaded({ channelId, pipelines: [samplePipeline()] });
    const state = after(first, loadStarted({ channelId }), loaded({ channelId, pipelines: [] }));
    expect(state.channels[channelId]?.keys).toEqual([]);
    expect(state.byKey).toEqual({});
  });

  test('after a reconnect the channel is asked for again and keeps what it shows', () => {
    const state = after(loaded({ channelId, pipelines: [samplePipeline()] }), reconnected());
    expect(state.channels[channelId]).toMatchObject({ phase: 'idle', loaded: true, keys: [key] });
  });

  test('a run that left the queue takes the place of all views that stood for it, in each channel that follows it', () => {
    const run = samplePipeline({ replaces: ['follow/a', 'follow/b'] });
    const queued = ['a', 'b'].map((id) => pipelineChanged({ channelId: id, pipeline: waiting(id) }));
    const state = after(...queued, pipelineChanged({ channelId: 'a', pipeline: run }), pipelineChanged({ channelId: 'b', pipeline: run }));
    expect([state.channels['a']?.keys, state.channels['b']?.keys]).toEqual([[key], [key]]);
    const store = { [`plugins-${PLUGIN_ID}`]: { pipelines: state } };
    for (const id of ['a', 'b']) expect(pipelineByKey(store, waiting(id))?.key).toBe(key);
    expect(isPipelineView(JSON.parse(JSON.stringify(run)))).toBe(true);
  });

  test('memory is bounded: 50 pipelines a channel, 20 channels', () => {
    const many = Array.from({ length: 60 }, (_, index) => samplePipeline({ key: `p${index}`, updatedAt: index }));
    expect(after(loaded({ channelId, pipelines: many })).channels[channelId]?.keys).toHaveLength(50);
    const channels = Array.from({ length: 30 }, (_, index) =>
      pipelineChanged({ channelId: `c${index}`, pipeline: samplePipeline({ key: `k${index}` }) }),
    );
    const state = after(...channels);
    expect(Object.keys(state.channels)).toHaveLength(20);
    expect(Object.keys(state.byKey)).toHaveLength(20);
  });
});
