// Which settings of the System Console are drawn by us: those that begin a section of the page, that are checked as they are typed, or generated.
import type { TextId } from '../text/english.ts';

export interface OwnSetting {
  /** As in plugin.json. */
  readonly key: string;
  readonly kind: 'line' | 'long' | 'secret';
  /**
   * Of the section that begins with it. The sections of the manifest are not used: until February 2026 Mattermost did not mask secrets in them
   * (docs/decisions/0013-sections-of-the-settings-page.md).
   */
  readonly section?: { readonly title: TextId; readonly page: string };
  /** It is entered elsewhere, too, and so can be shown. */
  readonly shown?: true;
  /** Characters of a new one: letters and digits, or hexadecimal digits. */
  readonly makes?: 'letters' | 'hex';
}

const section = (title: TextId, page: string) => ({ section: { title, page } });

export const ownSettings: readonly OwnSetting[] = [
  { key: 'Team', kind: 'line', ...section('settings.channels', 'configure#team') },
  { key: 'BuildsChannel', kind: 'line' },
  { key: 'ReviewsChannel', kind: 'line' },
  { key: 'AlertsChannel', kind: 'line' },
  { key: 'GitLabURL', kind: 'line', ...section('settings.gitlab', 'connect-gitlab') },
  { key: 'JenkinsURL', kind: 'line', ...section('settings.jenkins', 'connect-jenkins') },
  { key: 'SonarQubeURL', kind: 'line', ...section('settings.sonarqube', 'connect-sonarqube') },
  { key: 'ArtifactoryURL', kind: 'line', ...section('settings.artifactory', 'connect-artifactory') },
  { key: 'AlertmanagerURL', kind: 'line', ...section('settings.alertmanager', 'connect-alertmanager') },
  { key: 'WebhookSecret', kind: 'secret', shown: true, makes: 'letters', ...section('settings.security', 'security') },
  { key: 'EncryptionKey', kind: 'secret', makes: 'hex' },
  { key: 'AllowedAddresses', kind: 'line' },
  { key: 'CustomCA', kind: 'long' },
];
