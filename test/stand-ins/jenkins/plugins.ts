// The plugins a stand-in Jenkins says it has.
import type { PluginOptions } from './api/visit.ts';

export const usualPlugins: readonly PluginOptions[] = [
  { shortName: 'branch-api', longName: 'Branch API', version: '2.1217.v43d8b_b_d8b_2c7' },
  { shortName: 'cloudbees-folder', longName: 'Folders', version: '6.1012.v79a_86a_1ea_c1f' },
  { shortName: 'credentials', longName: 'Credentials', version: '1415.v831096eb_5534', hasUpdate: true },
  { shortName: 'git', longName: 'Git', version: '5.7.0' },
  { shortName: 'junit', longName: 'JUnit', version: '1335.v6b_a_a_e18534e1' },
  { shortName: 'matrix-auth', longName: 'Matrix Authorization Strategy', version: '3.2.6' },
  { shortName: 'notification', longName: 'Notification plugin', version: '1.18' },
  { shortName: 'outbound-webhook', longName: 'Outbound WebHook for build events', version: '0.1.2', enabled: false },
  { shortName: 'pipeline-input-step', longName: 'Pipeline: Input Step', version: '517.vf8e782ee645c' },
  { shortName: 'pipeline-rest-api', longName: 'Pipeline: REST API', version: '2.38' },
  { shortName: 'workflow-job', longName: 'Pipeline: Job', version: '1520.v56d65e3b_4566' },
  { shortName: 'workflow-multibranch', longName: 'Pipeline: Multibranch', version: '806.vb_b_688f609ee9' },
];
