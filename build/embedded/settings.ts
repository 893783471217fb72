// The configuration of the embedded server: all on loopback, nothing that asks the outside world anything.

/** Sections of Mattermost's config.json. */
export type Settings = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface SettingsOptions {
  readonly siteUrl: string;
  readonly port: number;
  readonly socket: string;
  readonly databaseUrl: string;
}

/** The Go driver needs `binary_parameters` for PgBouncer, as Mattermost's own default has it; the plugin must cope with it. */
function dataSource(url: string): string {
  const source = new URL(url);
  if (!source.searchParams.has('sslmode')) source.searchParams.set('sslmode', 'disable');
  source.searchParams.set('binary_parameters', 'yes');
  return source.href;
}

export function serverSettings(options: SettingsOptions): Settings {
  return {
    ServiceSettings: {
      SiteURL: options.siteUrl,
      ListenAddress: `127.0.0.1:${options.port}`,
      EnableLocalMode: true,
      LocalModeSocketLocation: options.socket,
      EnableLinkPreviews: false,
      EnableDeveloper: false,
      EnableTesting: false,
      EnableSecurityFixAlert: false,
      EnableUserAccessTokens: true,
      EnableBotAccountCreation: true,
      EnableOnboardingFlow: false,
      EnableTutorial: false,
      EnableDesktopLandingPage: false,
      EnablePostUsernameOverride: true,
      EnablePostIconOverride: true,
      EnableGifPicker: false,
      MaximumLoginAttempts: 1000,
    },
    TeamSettings: { MaxUsersPerTeam: 1000, EnableOpenServer: true, EnableUserCreation: true, MaxChannelsPerTeam: 10_000 },
    SqlSettings: { DriverName: 'postgres', DataSource: dataSource(options.databaseUrl), MaxIdleConns: 20, MaxOpenConns: 60 },
    LogSettings: {
      EnableConsole: true,
      ConsoleLevel: 'DEBUG',
      ConsoleJson: true,
      EnableFile: false,
      EnableDiagnostics: false,
      EnableSentry: false,
    },
    PluginSettings: {
      Enable: true,
      EnableUploads: true,
      EnableMarketplace: false,
      EnableRemoteMarketplace: false,
      AutomaticPrepackagedPlugins: false,
      RequirePluginSignature: false,
    },
    EmailSettings: {
      SendPushNotifications: false,
      SendEmailNotifications: false,
      RequireEmailVerification: false,
      EnableSignUpWithEmail: true,
      EnableSignInWithUsername: true,
    },
    RateLimitSettings: { Enable: false },
    ClusterSettings: { Enable: false },
    AnnouncementSettings: { AdminNoticesEnabled: false, UserNoticesEnabled: false },
    CacheSettings: { CacheType: 'lru' },
    MetricsSettings: { Enable: false },
    // The job watcher sleeps up to 15 s when it starts and cannot be stopped meanwhile; nothing here needs jobs.
    JobSettings: { RunJobs: false, RunScheduler: false },
  };
}

/** Lays `over` on `under`, section by section and key by key; lists and plain values are replaced. */
export function mergeSettings(under: Record<string, unknown>, over: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const merged = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isMap(below) && isMap(value) ? mergeSettings(below, value) : value;
  }
  return merged;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Our plugin's own settings as a section; keys in lower case, as the plugin stores them. */
export function pluginSettings(pluginId: string, settings: Readonly<Record<string, unknown>>): Settings {
  const lower = Object.fromEntries(Object.entries(settings).map(([key, value]) => [key.toLowerCase(), value]));
  return { PluginSettings: { Plugins: { [pluginId]: lower } } };
}
