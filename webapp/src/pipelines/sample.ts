// A pipeline as the server would send it, for tests.
import type { PipelineView } from '@ci-command-center/contract';

export function samplePipeline(change: Partial<PipelineView> = {}): PipelineView {
  return {
    key: 'gitlab/default/1/100',
    revision: 1,
    provider: 'GitLab',
    project: { path: 'platform/api', url: 'https://gitlab.example/platform/api' },
    number: '100',
    url: 'https://gitlab.example/platform/api/-/pipelines/100',
    status: 'running',
    ref: { kind: 'branch', name: 'main' },
    commit: { sha: 'a1b2c3d4e5f6', title: 'Fix the login', author: { name: 'Alice Meyer' } },
    stages: [
      { name: 'build', status: 'success' },
      { name: 'test', status: 'running' },
    ],
    jobs: [],
    createdAt: 1000,
    updatedAt: 1000,
    ...change,
  };
}
