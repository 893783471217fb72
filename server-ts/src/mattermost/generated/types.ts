// What Mattermost and a plugin say to each other, read from its Go module v0.4.3.
// Made by `npm run generate`; do not edit.
// inputs sha256 f67484336de9402e97079242c0762a3d781f510239d5800197647038e77b8f75

export interface Z_FileWillBeUploadedArgs {
  A?: PluginContext;
  B?: FileInfo;
  UploadedFileStream: number;
  ReplacementFileStream: number;
}

export interface Z_FileWillBeUploadedReturns {
  A?: FileInfo;
  B: string;
}

export interface Z_InstallPluginArgs {
  PluginStreamID: number;
  B: boolean;
}

export interface Z_InstallPluginReturns {
  A?: Manifest;
  B?: AppError;
}

export interface Z_LoadPluginConfigurationArgsArgs {
}

export interface Z_LoadPluginConfigurationArgsReturns {
  A?: Uint8Array;
}

export interface Z_OnActivateArgs {
  APIMuxId: number;
  DriverMuxId: number;
}

export interface Z_OnActivateReturns {
  A?: unknown;
}

export interface Z_PluginHTTPArgs {
  Request?: PluginHTTPRequestSubset;
  RequestBody?: Uint8Array;
}

export interface Z_PluginHTTPReturns {
  Response?: HttpResponse;
  ResponseBody?: Uint8Array;
}

export interface Z_PluginHTTPStreamArgs {
  ResponseBodyStream: number;
  Request?: PluginHTTPRequestSubset;
  RequestBodyStream: number;
}

export interface Z_PluginHTTPStreamReturns {
  StatusCode: number;
  Header?: Record<string, string[]>;
}

export interface Z_ReceiveSharedChannelAttachmentSyncMsgArgs {
  A: string;
  B: string;
  C?: FileInfo;
  DataStreamID: number;
}

export interface Z_ReceiveSharedChannelAttachmentSyncMsgReturns {
  A?: FileInfo;
  B?: unknown;
}

export interface Z_ServeHTTPArgs {
  ResponseWriterStream: number;
  Request?: PluginHTTPRequestSubset;
  Context?: PluginContext;
  RequestBodyStream: number;
}

export interface Z_ServeMetricsArgs {
  ResponseWriterStream: number;
  Request?: PluginHTTPRequestSubset;
  Context?: PluginContext;
  RequestBodyStream: number;
}

export interface Z_UploadDataArgs {
  A?: UploadSession;
  PluginStreamID: number;
}

export interface Z_UploadDataReturns {
  A?: FileInfo;
  B?: unknown;
}

export interface Gosaml2AssertionInfo {
  NameID: string;
  Values?: Record<string, TypesAttribute>;
  WarningInfo?: Gosaml2WarningInfo;
  SessionIndex: string;
  AuthnInstant?: Date;
  SessionNotOnOrAfter?: Date;
  Assertions?: TypesAssertion[];
  ResponseSignatureValidated: boolean;
}

export interface Gosaml2ProxyRestriction {
  Count: number;
  Audience?: string[];
}

export interface Gosaml2WarningInfo {
  OneTimeUse: boolean;
  ProxyRestriction?: Gosaml2ProxyRestriction;
  NotInAudience: boolean;
  InvalidTime: boolean;
}

export interface HttpResponse {
  Status: string;
  StatusCode: number;
  Header?: Record<string, string[]>;
}

export interface AccessControlSettings {
  EnableAttributeBasedAccessControl?: boolean;
  EnableUserManagedAttributes?: boolean;
  TrustProxyDeviceIdentityHeader?: boolean;
  EnforceDeviceIDConsistency?: boolean;
}

export interface AdditionalContentFlaggingSettings {
  Reasons?: string[];
  ReporterCommentRequired?: boolean;
  ReviewerCommentRequired?: boolean;
  HideFlaggedContent?: boolean;
}

export interface AgentsProviderSettings {
  LLMServiceID?: string;
}

export interface AnalyticsSettings {
  MaxUsersForStatistics?: number;
}

export interface AnnouncementSettings {
  EnableBanner?: boolean;
  BannerText?: string;
  BannerColor?: string;
  BannerTextColor?: string;
  AllowBannerDismissal?: boolean;
  AdminNoticesEnabled?: boolean;
  UserNoticesEnabled?: boolean;
  NoticesURL?: string;
  NoticesFetchFrequency?: number;
  NoticesSkipCache?: boolean;
}

export interface AppError {
  id: string;
  message: string;
  detailed_error: string;
  request_id: string;
  status_code: number;
  Where: string;
  SkipTranslation: boolean;
}

export interface AuditEventActor {
  user_id: string;
  session_id: string;
  client: string;
  ip_address: string;
  x_forwarded_for: string;
}

export interface AuditEventData {
  parameters?: Record<string, unknown>;
  prior_state?: Record<string, unknown>;
  resulting_state?: Record<string, unknown>;
  object_type: string;
}

export interface AuditEventError {
  description: string;
  status_code: number;
}

export interface AuditRecord {
  event_name: string;
  status: string;
  event: AuditEventData;
  actor: AuditEventActor;
  meta?: Record<string, unknown>;
  error: AuditEventError;
}

export interface AutoTranslationSettings {
  Enable?: boolean;
  RestrictDMAndGM?: boolean;
  Provider?: string;
  TargetLanguages?: string[];
  Workers?: number;
  TimeoutMs?: number;
  LibreTranslate?: LibreTranslateProviderSettings;
  Agents?: AgentsProviderSettings;
}

export interface AutocompleteArg {
  Name: string;
  HelpText: string;
  Type: string;
  Required: boolean;
  Data?: unknown;
}

export interface AutocompleteData {
  Trigger: string;
  Hint: string;
  HelpText: string;
  RoleID: string;
  Arguments?: AutocompleteArg[];
  SubCommands?: AutocompleteData[];
}

export interface AutocompleteDynamicListArg {
  FetchURL: string;
}

export interface AutocompleteListItem {
  Item: string;
  Hint: string;
  HelpText: string;
}

export interface AutocompleteStaticListArg {
  PossibleArguments?: AutocompleteListItem[];
}

export interface AutocompleteTextArg {
  Hint: string;
  Pattern: string;
}

export interface Bot {
  user_id: string;
  username: string;
  display_name: string;
  description: string;
  owner_id: string;
  last_icon_update: number;
  create_at: number;
  update_at: number;
  delete_at: number;
}

export interface BotGetOptions {
  OwnerId: string;
  IncludeDeleted: boolean;
  OnlyOrphaned: boolean;
  Page: number;
  PerPage: number;
}

export interface BotPatch {
  username?: string;
  display_name?: string;
  description?: string;
}

export interface CacheSettings {
  CacheType?: string;
  RedisAddress?: string;
  RedisPassword?: string;
  RedisDB?: number;
  RedisCachePrefix?: string;
  DisableClientCache?: boolean;
}

export interface Channel {
  id: string;
  create_at: number;
  update_at: number;
  delete_at: number;
  team_id: string;
  type: string;
  display_name: string;
  name: string;
  header: string;
  purpose: string;
  last_post_at: number;
  total_msg_count: number;
  extra_update_at: number;
  creator_id: string;
  scheme_id?: string;
  props?: Record<string, unknown>;
  group_constrained?: boolean;
  autotranslation: boolean;
  shared?: boolean;
  total_msg_count_root: number;
  policy_id?: string;
  last_root_post_at: number;
  banner_info?: ChannelBannerInfo;
  policy_enforced: boolean;
  policy_actions?: Record<string, boolean>;
  policy_is_active: boolean;
  default_category_name: string;
  managed_category_name: string;
  discoverable: boolean;
}

export interface ChannelBannerInfo {
  enabled?: boolean;
  text?: string;
  background_color?: string;
}

export interface ChannelMember {
  channel_id: string;
  user_id: string;
  roles: string;
  last_viewed_at: number;
  msg_count: number;
  mention_count: number;
  mention_count_root: number;
  urgent_mention_count: number;
  msg_count_root: number;
  notify_props?: Record<string, string>;
  last_update_at: number;
  scheme_guest: boolean;
  scheme_user: boolean;
  scheme_admin: boolean;
  explicit_roles: string;
  autotranslation_disabled: boolean;
}

export interface ChannelMemberIdentifier {
  channel_id: string;
  user_id: string;
}

export interface ChannelStats {
  channel_id: string;
  member_count: number;
  guest_count: number;
  pinnedpost_count: number;
  files_count: number;
}

export interface ClientRequirements {
  AndroidLatestVersion: string;
  AndroidMinVersion: string;
  IosLatestVersion: string;
  IosMinVersion: string;
}

export interface CloudSettings {
  CWSURL?: string;
  CWSAPIURL?: string;
  CWSMock?: boolean;
  Disable?: boolean;
  PreviewModalBucketURL?: string;
}

export interface ClusterSettings {
  Enable?: boolean;
  ClusterName?: string;
  OverrideHostname?: string;
  NetworkInterface?: string;
  BindAddress?: string;
  AdvertiseAddress?: string;
  UseIPAddress?: boolean;
  EnableGossipCompression?: boolean;
  EnableExperimentalGossipEncryption?: boolean;
  EnableGossipEncryption?: boolean;
  ReadOnlyConfig?: boolean;
  GossipPort?: number;
}

export interface Command {
  id: string;
  token: string;
  create_at: number;
  update_at: number;
  delete_at: number;
  creator_id: string;
  team_id: string;
  trigger: string;
  method: string;
  username: string;
  icon_url: string;
  auto_complete: boolean;
  auto_complete_desc: string;
  auto_complete_hint: string;
  display_name: string;
  description: string;
  url: string;
  plugin_id: string;
  autocomplete_data?: AutocompleteData;
  autocomplete_icon_data: string;
}

export interface CommandArgs {
  user_id: string;
  channel_id: string;
  team_id: string;
  root_id: string;
  parent_id: string;
  trigger_id: string;
  connection_id: string;
  command: string;
  SiteURL: string;
  UserMentions?: Record<string, string>;
  ChannelMentions?: Record<string, string>;
}

export interface CommandResponse {
  response_type: string;
  text: string;
  username: string;
  channel_id: string;
  icon_url: string;
  type: string;
  props?: Record<string, unknown>;
  goto_location: string;
  trigger_id: string;
  skip_slack_parsing: boolean;
  attachments?: MessageAttachment[];
  extra_responses?: CommandResponse[];
}

export interface ComplianceSettings {
  Enable?: boolean;
  Directory?: string;
  EnableDaily?: boolean;
  BatchSize?: number;
}

export interface Config {
  ServiceSettings: ServiceSettings;
  TeamSettings: TeamSettings;
  ClientRequirements: ClientRequirements;
  SqlSettings: SqlSettings;
  LogSettings: LogSettings;
  ExperimentalAuditSettings: ExperimentalAuditSettings;
  PasswordSettings: PasswordSettings;
  FileSettings: FileSettings;
  EmailSettings: EmailSettings;
  RateLimitSettings: RateLimitSettings;
  PrivacySettings: PrivacySettings;
  SupportSettings: SupportSettings;
  AnnouncementSettings: AnnouncementSettings;
  ThemeSettings: ThemeSettings;
  GitLabSettings: SSOSettings;
  GoogleSettings: SSOSettings;
  Office365Settings: Office365Settings;
  OpenIdSettings: SSOSettings;
  LdapSettings: LdapSettings;
  ComplianceSettings: ComplianceSettings;
  LocalizationSettings: LocalizationSettings;
  SamlSettings: SamlSettings;
  NativeAppSettings: NativeAppSettings;
  IntuneSettings: IntuneSettings;
  CacheSettings: CacheSettings;
  ClusterSettings: ClusterSettings;
  MetricsSettings: MetricsSettings;
  ExperimentalSettings: ExperimentalSettings;
  AnalyticsSettings: AnalyticsSettings;
  ElasticsearchSettings: ElasticsearchSettings;
  DataRetentionSettings: DataRetentionSettings;
  MobileEphemeralModeSettings: MobileEphemeralModeSettings;
  MessageExportSettings: MessageExportSettings;
  JobSettings: JobSettings;
  PluginSettings: PluginSettings;
  DisplaySettings: DisplaySettings;
  GuestAccountsSettings: GuestAccountsSettings;
  ImageProxySettings: ImageProxySettings;
  CloudSettings: CloudSettings;
  FeatureFlags?: FeatureFlags;
  ImportSettings: ImportSettings;
  ExportSettings: ExportSettings;
  WranglerSettings: WranglerSettings;
  ConnectedWorkspacesSettings: ConnectedWorkspacesSettings;
  AccessControlSettings: AccessControlSettings;
  ContentFlaggingSettings: ContentFlaggingSettings;
  AutoTranslationSettings: AutoTranslationSettings;
}

export interface ConnectedWorkspacesSettings {
  EnableSharedChannels?: boolean;
  EnableRemoteClusterService?: boolean;
  DisableSharedChannelsStatusSync?: boolean;
  SyncUsersOnConnectionOpen?: boolean;
  GlobalUserSyncBatchSize?: number;
  MaxPostsPerSync?: number;
  MemberSyncBatchSize?: number;
}

export interface ContentFlaggingNotificationSettings {
  EventTargetMapping?: Record<string, string[]>;
}

export interface ContentFlaggingSettings {
  ContentFlaggingSettingsBase: ContentFlaggingSettingsBase;
  ReviewerSettings?: ReviewerSettings;
}

export interface ContentFlaggingSettingsBase {
  EnableContentFlagging?: boolean;
  NotificationSettings?: ContentFlaggingNotificationSettings;
  AdditionalSettings?: AdditionalContentFlaggingSettings;
}

export interface CreateDefaultMembershipParams {
  Since: number;
  ReAddRemovedMembers: boolean;
  ScopedUserID?: string;
  ScopedTeamID?: string;
  ScopedChannelID?: string;
}

export interface CustomStatus {
  emoji: string;
  text: string;
  duration: string;
  expires_at?: Date;
}

export interface Customer {
  id: string;
  name: string;
  email: string;
  company: string;
}

export interface DataRetentionSettings {
  EnableMessageDeletion?: boolean;
  EnableFileDeletion?: boolean;
  EnableBoardsDeletion?: boolean;
  MessageRetentionDays?: number;
  MessageRetentionHours?: number;
  FileRetentionDays?: number;
  FileRetentionHours?: number;
  BoardsRetentionDays?: number;
  DeletionJobStartTime?: string;
  BatchSize?: number;
  TimeBetweenBatchesMilliseconds?: number;
  RetentionIdsBatchSize?: number;
  PreservePinnedPosts?: boolean;
}

export interface Dialog {
  callback_id: string;
  title: string;
  introduction_text: string;
  icon_url: string;
  elements?: DialogElement[];
  submit_label: string;
  notify_on_cancel: boolean;
  state: string;
  source_url: string;
}

export interface DialogDateTimeConfig {
  min_date: string;
  max_date: string;
  time_interval: number;
  location_timezone: string;
  manual_time_entry: boolean;
  allow_manual_time_entry: boolean;
}

export interface DialogElement {
  display_name: string;
  name: string;
  type: string;
  subtype: string;
  default: string;
  placeholder: string;
  help_text: string;
  optional: boolean;
  min_length: number;
  max_length: number;
  data_source: string;
  data_source_url: string;
  options?: PostActionOptions[];
  multiselect: boolean;
  refresh: boolean;
  datetime_config?: DialogDateTimeConfig;
  min_date: string;
  max_date: string;
  time_interval: number;
}

export interface DisplaySettings {
  CustomURLSchemes?: string[];
  MaxMarkdownNodes?: number;
}

export interface Draft {
  create_at: number;
  update_at: number;
  delete_at: number;
  user_id: string;
  channel_id: string;
  root_id: string;
  message: string;
  type: string;
  props?: Record<string, unknown>;
  file_ids?: string[];
  metadata?: PostMetadata;
  priority?: Record<string, unknown>;
}

export interface ElasticsearchSettings {
  ConnectionURL?: string;
  Backend?: string;
  Username?: string;
  Password?: string;
  EnableIndexing?: boolean;
  EnableSearching?: boolean;
  EnableCJKAnalyzers?: boolean;
  EnableAutocomplete?: boolean;
  Sniff?: boolean;
  PostIndexReplicas?: number;
  PostIndexShards?: number;
  ChannelIndexReplicas?: number;
  ChannelIndexShards?: number;
  UserIndexReplicas?: number;
  UserIndexShards?: number;
  AggregatePostsAfterDays?: number;
  PostsAggregatorJobStartTime?: string;
  IndexPrefix?: string;
  GlobalSearchPrefix?: string;
  LiveIndexingBatchSize?: number;
  BulkIndexingTimeWindowSeconds?: number;
  BatchSize?: number;
  RequestTimeoutSeconds?: number;
  SkipTLSVerification?: boolean;
  CA?: string;
  ClientCert?: string;
  ClientKey?: string;
  Trace?: string;
  IgnoredPurgeIndexes?: string;
  EnableSearchPublicChannelsWithoutMembership?: boolean;
}

export interface EmailNotification {
  post_id: string;
  channel_id: string;
  team_id: string;
  sender_id: string;
  sender_display_name: string;
  recipient_id: string;
  root_id: string;
  channel_type: string;
  channel_name: string;
  team_name: string;
  sender_username: string;
  is_direct_message: boolean;
  is_group_message: boolean;
  is_thread_reply: boolean;
  is_crt_enabled: boolean;
  use_military_time: boolean;
  EmailNotificationContent: EmailNotificationContent;
}

export interface EmailNotificationContent {
  subject: string;
  title: string;
  subtitle: string;
  message_html: string;
  message_text: string;
  button_text: string;
  button_url: string;
  footer_text: string;
}

export interface EmailSettings {
  EnableSignUpWithEmail?: boolean;
  EnableSignInWithEmail?: boolean;
  EnableSignInWithUsername?: boolean;
  SendEmailNotifications?: boolean;
  UseChannelInEmailNotifications?: boolean;
  RequireEmailVerification?: boolean;
  FeedbackName?: string;
  FeedbackEmail?: string;
  ReplyToAddress?: string;
  FeedbackOrganization?: string;
  EnableSMTPAuth?: boolean;
  SMTPUsername?: string;
  SMTPPassword?: string;
  SMTPServer?: string;
  SMTPPort?: string;
  SMTPServerTimeout?: number;
  ConnectionSecurity?: string;
  SendPushNotifications?: boolean;
  PushNotificationServer?: string;
  PushNotificationContents?: string;
  PushNotificationBuffer?: number;
  EnableEmailBatching?: boolean;
  EmailBatchingBufferSize?: number;
  EmailBatchingInterval?: number;
  EnablePreviewModeBanner?: boolean;
  SkipServerCertificateVerification?: boolean;
  EmailNotificationContentsType?: string;
  LoginButtonColor?: string;
  LoginButtonBorderColor?: string;
  LoginButtonTextColor?: string;
}

export interface Emoji {
  id: string;
  create_at: number;
  update_at: number;
  delete_at: number;
  creator_id: string;
  name: string;
}

export interface ExperimentalAuditSettings {
  FileEnabled?: boolean;
  FileName?: string;
  AdvancedLoggingJSON?: Uint8Array;
  Certificate?: string;
}

export interface ExperimentalSettings {
  ClientSideCertEnable?: boolean;
  LinkMetadataTimeoutMilliseconds?: number;
  RestrictSystemAdmin?: boolean;
  EnableSharedChannels?: boolean;
  EnableRemoteClusterService?: boolean;
  DisableAppBar?: boolean;
  DisableRefetchingOnBrowserFocus?: boolean;
  DelayChannelAutocomplete?: boolean;
  DisableWakeUpReconnectHandler?: boolean;
  UsersStatusAndProfileFetchingPollIntervalMilliseconds?: number;
  YoutubeReferrerPolicy?: boolean;
  EnableWatermark?: boolean;
}

export interface ExportSettings {
  Directory?: string;
  RetentionDays?: number;
}

export interface FeatureFlags {
  TestFeature: string;
  TestBoolFeature: boolean;
  EnableRemoteClusterService: boolean;
  EnableSharedChannelsDMs: boolean;
  EnableSharedChannelsPlugins: boolean;
  EnableSharedChannelsMemberSync: boolean;
  EnableSyncAllUsersForRemoteCluster: boolean;
  AppsEnabled: boolean;
  NormalizeLdapDNs: boolean;
  WysiwygEditor: boolean;
  OnboardingTourTips: boolean;
  EnableExportDirectDownload: boolean;
  MoveThreadsEnabled: boolean;
  StreamlinedMarketplace: boolean;
  CloudDedicatedExportUI: boolean;
  ChannelBookmarks: boolean;
  WebSocketEventScope: boolean;
  NotificationMonitoring: boolean;
  ExperimentalAuditSettingsSystemConsoleUI: boolean;
  CustomProfileAttributes: boolean;
  AttributeBasedAccessControl: boolean;
  AttributeValueMasking: boolean;
  PermissionPolicies: boolean;
  ChannelPermissionPolicies: boolean;
  PolicySimulation: boolean;
  ContentFlagging: boolean;
  EnableMattermostEntry: boolean;
  MobileSSOCodeExchange: boolean;
  EnableShiftEscapeToMarkAllRead: boolean;
  AutoTranslation: boolean;
  ClassificationMarkings: boolean;
  BurnOnRead: boolean;
  EnableAIPluginBridge: boolean;
  EnableAIRecaps: boolean;
  IntegratedBoards: boolean;
  CJKSearch: boolean;
  AggregatePluginMetrics: boolean;
  ManagedChannelCategories: boolean;
  SessionAttributes: boolean;
  DiscoverableChannels: boolean;
  MobileEphemeralMode: boolean;
  PropertyFieldRank: boolean;
  TeamMembershipAccessControl: boolean;
}

export interface Features {
  users?: number;
  ldap?: boolean;
  ldap_groups?: boolean;
  mfa?: boolean;
  google_oauth?: boolean;
  office365_oauth?: boolean;
  openid?: boolean;
  compliance?: boolean;
  cluster?: boolean;
  metrics?: boolean;
  mhpns?: boolean;
  saml?: boolean;
  elastic_search?: boolean;
  announcement?: boolean;
  theme_management?: boolean;
  email_notification_contents?: boolean;
  data_retention?: boolean;
  message_export?: boolean;
  custom_permissions_schemes?: boolean;
  custom_terms_of_service?: boolean;
  guest_accounts?: boolean;
  guest_accounts_permissions?: boolean;
  id_loaded?: boolean;
  lock_teammate_name_display?: boolean;
  enterprise_plugins?: boolean;
  advanced_logging?: boolean;
  cloud?: boolean;
  shared_channels?: boolean;
  remote_cluster_service?: boolean;
  outgoing_oauth_connections?: boolean;
  auto_translation?: boolean;
  future_features?: boolean;
}

export interface FileData {
  Filename: string;
  Body?: Uint8Array;
}

export interface FileInfo {
  id: string;
  user_id: string;
  post_id: string;
  channel_id: string;
  create_at: number;
  update_at: number;
  delete_at: number;
  Path: string;
  ThumbnailPath: string;
  PreviewPath: string;
  name: string;
  extension: string;
  size: number;
  mime_type: string;
  width: number;
  height: number;
  has_preview_image: boolean;
  mini_preview?: Uint8Array;
  Content: string;
  remote_id?: string;
  archived: boolean;
}

export interface FileSettings {
  EnableFileAttachments?: boolean;
  EnableMobileUpload?: boolean;
  EnableMobileDownload?: boolean;
  MaxFileSize?: number;
  MaxImageResolution?: number;
  MaxImageDecoderConcurrency?: number;
  DriverName?: string;
  Directory?: string;
  EnablePublicLink?: boolean;
  ExtractContent?: boolean;
  ExtractContentTimeout?: number;
  ArchiveRecursion?: boolean;
  PublicLinkSalt?: string;
  InitialFont?: string;
  AmazonS3AccessKeyId?: string;
  AmazonS3SecretAccessKey?: string;
  AmazonS3Bucket?: string;
  AmazonS3PathPrefix?: string;
  AmazonS3Region?: string;
  AmazonS3Endpoint?: string;
  AmazonS3SSL?: boolean;
  AmazonS3SignV2?: boolean;
  AmazonS3SSE?: boolean;
  AmazonS3Trace?: boolean;
  AmazonS3RequestTimeoutMilliseconds?: number;
  AmazonS3UploadPartSizeBytes?: number;
  AmazonS3StorageClass?: string;
  AzureStorageAccount?: string;
  AzureAuthMode?: string;
  AzureAccessKey?: string;
  AzureContainer?: string;
  AzurePathPrefix?: string;
  AzureCloud?: string;
  AzureEndpoint?: string;
  AzureSSL?: boolean;
  AzureRequestTimeoutMilliseconds?: number;
  DedicatedExportStore?: boolean;
  ExportDriverName?: string;
  ExportDirectory?: string;
  ExportAmazonS3AccessKeyId?: string;
  ExportAmazonS3SecretAccessKey?: string;
  ExportAmazonS3Bucket?: string;
  ExportAmazonS3PathPrefix?: string;
  ExportAmazonS3Region?: string;
  ExportAmazonS3Endpoint?: string;
  ExportAmazonS3SSL?: boolean;
  ExportAmazonS3SignV2?: boolean;
  ExportAmazonS3SSE?: boolean;
  ExportAmazonS3Trace?: boolean;
  ExportAmazonS3RequestTimeoutMilliseconds?: number;
  ExportAmazonS3PresignExpiresSeconds?: number;
  ExportAmazonS3UploadPartSizeBytes?: number;
  ExportAmazonS3StorageClass?: string;
  ExportAzureStorageAccount?: string;
  ExportAzureAuthMode?: string;
  ExportAzureAccessKey?: string;
  ExportAzureContainer?: string;
  ExportAzurePathPrefix?: string;
  ExportAzureCloud?: string;
  ExportAzureEndpoint?: string;
  ExportAzureSSL?: boolean;
  ExportAzureRequestTimeoutMilliseconds?: number;
  ExportAzurePresignExpiresSeconds?: number;
}

export interface FilesLimits {
  total_storage?: number;
}

export interface GetFileInfosOptions {
  user_ids?: string[];
  channel_ids?: string[];
  since: number;
  include_deleted: boolean;
  sort_by: string;
  sort_descending: boolean;
}

export interface GetPostsSinceForSyncCursor {
  LastPostUpdateAt: number;
  LastPostUpdateID: string;
  LastPostCreateAt: number;
  LastPostCreateID: string;
}

export interface GlobalRelayMessageExportSettings {
  CustomerType?: string;
  SMTPUsername?: string;
  SMTPPassword?: string;
  EmailAddress?: string;
  SMTPServerTimeout?: number;
  CustomSMTPServerName?: string;
  CustomSMTPPort?: string;
}

export interface Group {
  id: string;
  name?: string;
  display_name: string;
  description: string;
  source: string;
  remote_id?: string;
  create_at: number;
  update_at: number;
  delete_at: number;
  has_syncables: boolean;
  member_count?: number;
  allow_reference: boolean;
  channel_member_count?: number;
  channel_member_timezones_count?: number;
  member_ids?: string[];
}

export interface GroupMember {
  group_id: string;
  user_id: string;
  create_at: number;
  delete_at: number;
}

export interface GroupSearchOpts {
  Q: string;
  NotAssociatedToTeam: string;
  NotAssociatedToChannel: string;
  IncludeMemberCount: boolean;
  FilterAllowReference: boolean;
  PageOpts?: PageOpts;
  Since: number;
  Source: string;
  FilterParentTeamPermitted: boolean;
  FilterHasMember: string;
  IncludeChannelMemberCount: string;
  IncludeTimezones: boolean;
  IncludeMemberIDs: boolean;
  IncludeArchived: boolean;
  FilterArchived: boolean;
  OnlySyncableSources: boolean;
}

export interface GroupSyncable {
  group_id: string;
  SyncableId: string;
  auto_add: boolean;
  scheme_admin: boolean;
  create_at: number;
  delete_at: number;
  update_at: number;
  Type: string;
  ChannelDisplayName: string;
  TeamDisplayName: string;
  TeamType: string;
  ChannelType: string;
  TeamID: string;
}

export interface GuestAccountsSettings {
  Enable?: boolean;
  HideTags?: boolean;
  AllowEmailAccounts?: boolean;
  EnforceMultifactorAuthentication?: boolean;
  RestrictCreationToDomains?: string;
  EnableGuestMagicLink?: boolean;
}

export interface ImageProxySettings {
  Enable?: boolean;
  ImageProxyType?: string;
  RemoteImageProxyURL?: string;
  RemoteImageProxyOptions?: string;
}

export interface ImportSettings {
  Directory?: string;
  RetentionDays?: number;
}

export interface IntuneSettings {
  Enable?: boolean;
  TenantId?: string;
  ClientId?: string;
  AuthService?: string;
}

export interface JobSettings {
  RunJobs?: boolean;
  RunScheduler?: boolean;
  CleanupJobsThresholdDays?: number;
  CleanupConfigThresholdDays?: number;
}

export interface LdapSettings {
  Enable?: boolean;
  EnableSync?: boolean;
  LdapServer?: string;
  LdapPort?: number;
  ConnectionSecurity?: string;
  BaseDN?: string;
  BindUsername?: string;
  BindPassword?: string;
  MaximumLoginAttempts?: number;
  UserFilter?: string;
  GroupFilter?: string;
  GuestFilter?: string;
  EnableAdminFilter?: boolean;
  AdminFilter?: string;
  GroupDisplayNameAttribute?: string;
  GroupIdAttribute?: string;
  FirstNameAttribute?: string;
  LastNameAttribute?: string;
  EmailAttribute?: string;
  UsernameAttribute?: string;
  NicknameAttribute?: string;
  IdAttribute?: string;
  PositionAttribute?: string;
  LoginIdAttribute?: string;
  PictureAttribute?: string;
  SyncIntervalMinutes?: number;
  ReAddRemovedMembers?: boolean;
  SkipCertificateVerification?: boolean;
  PublicCertificateFile?: string;
  PrivateKeyFile?: string;
  QueryTimeout?: number;
  MaxPageSize?: number;
  LoginFieldName?: string;
  LoginButtonColor?: string;
  LoginButtonBorderColor?: string;
  LoginButtonTextColor?: string;
}

export interface LibreTranslateProviderSettings {
  URL?: string;
  APIKey?: string;
}

export interface License {
  id: string;
  issued_at: number;
  starts_at: number;
  expires_at: number;
  customer?: Customer;
  features?: Features;
  sku_name: string;
  sku_short_name: string;
  is_trial: boolean;
  is_gov_sku: boolean;
  is_seat_count_enforced: boolean;
  extra_users?: number;
  signup_jwt?: string;
  limits?: LicenseLimits;
}

export interface LicenseLimits {
  post_history: number;
  board_cards: number;
  playbook_runs: number;
  call_duration: number;
  agents_prompts: number;
  push_notifications: number;
}

export interface LocalizationSettings {
  DefaultServerLocale?: string;
  DefaultClientLocale?: string;
  AvailableLocales?: string;
  EnableExperimentalLocales?: boolean;
}

export interface LogSettings {
  EnableConsole?: boolean;
  ConsoleLevel?: string;
  ConsoleJson?: boolean;
  EnableColor?: boolean;
  EnableFile?: boolean;
  FileLevel?: string;
  FileJson?: boolean;
  FileLocation?: string;
  EnableWebhookDebugging?: boolean;
  EnableDiagnostics?: boolean;
  EnableSentry?: boolean;
  AdvancedLoggingJSON?: Uint8Array;
  MaxFieldSize?: number;
}

export interface Manifest {
  id: string;
  name: string;
  description: string;
  homepage_url: string;
  support_url: string;
  release_notes_url: string;
  icon_path: string;
  version: string;
  min_server_version: string;
  server?: ManifestServer;
  webapp?: ManifestWebapp;
  settings_schema?: PluginSettingsSchema;
  props?: Record<string, unknown>;
}

export interface ManifestServer {
  executables?: Record<string, string>;
  executable: string;
}

export interface ManifestWebapp {
  bundle_path: string;
  BundleHash?: Uint8Array;
}

export interface MembershipChangeMsg {
  channel_id: string;
  user_id: string;
  is_add: boolean;
  remote_id: string;
  change_time: number;
}

export interface MessageAttachment {
  id: number;
  fallback: string;
  color: string;
  pretext: string;
  author_name: string;
  author_link: string;
  author_icon: string;
  title: string;
  title_link: string;
  text: string;
  fields?: MessageAttachmentField[];
  image_url: string;
  thumb_url: string;
  footer: string;
  footer_icon: string;
  ts?: unknown;
  actions?: PostAction[];
}

export interface MessageAttachmentField {
  title: string;
  value?: unknown;
  short: boolean;
}

export interface MessageExportSettings {
  EnableExport?: boolean;
  ExportFormat?: string;
  DailyRunTime?: string;
  ExportFromTimestamp?: number;
  BatchSize?: number;
  DownloadExportResults?: boolean;
  ChannelBatchSize?: number;
  ChannelHistoryBatchSize?: number;
  GlobalRelaySettings?: GlobalRelayMessageExportSettings;
}

export interface MessagesLimits {
  history?: number;
}

export interface MetricsSettings {
  Enable?: boolean;
  BlockProfileRate?: number;
  ListenAddress?: string;
  EnableClientMetrics?: boolean;
  EnableNotificationMetrics?: boolean;
  ClientSideUserIds?: string[];
}

export interface MobileEphemeralModeSettings {
  Enable?: boolean;
  DisconnectionTimeoutSeconds?: number;
  OfflinePersistenceTimerHours?: number;
  AutoCacheCleanupDays?: number;
}

export interface NativeAppSettings {
  AppCustomURLSchemes?: string[];
  AppDownloadLink?: string;
  AndroidAppDownloadLink?: string;
  IosAppDownloadLink?: string;
  MobileExternalBrowser?: boolean;
  MobileEnableBiometrics?: boolean;
  MobilePreventScreenCapture?: boolean;
  MobileJailbreakProtection?: boolean;
  MobileEnableSecureFilePreview?: boolean;
  MobileAllowPdfLinkNavigation?: boolean;
  EnableIntuneMAM?: boolean;
}

export interface OAuthApp {
  id: string;
  creator_id: string;
  create_at: number;
  update_at: number;
  client_secret: string;
  name: string;
  description: string;
  icon_url: string;
  callback_urls?: string[];
  homepage: string;
  is_trusted: boolean;
  mattermost_app_id: string;
  is_dynamically_registered: boolean;
}

export interface Office365Settings {
  Enable?: boolean;
  Secret?: string;
  Id?: string;
  Scope?: string;
  AuthEndpoint?: string;
  TokenEndpoint?: string;
  UserAPIEndpoint?: string;
  DiscoveryEndpoint?: string;
  DirectoryId?: string;
  UsePreferredUsername?: boolean;
}

export interface OnInstallEvent {
  UserId: string;
}

export interface OpenDialogRequest {
  trigger_id: string;
  url: string;
  dialog: Dialog;
}

export interface OrderedSidebarCategories {
  categories?: SidebarCategoryWithChannels[];
  order?: string[];
}

export interface PageOpts {
  Page: number;
  PerPage: number;
}

export interface PasswordSettings {
  MinimumLength?: number;
  Lowercase?: boolean;
  Number?: boolean;
  Uppercase?: boolean;
  Symbol?: boolean;
  EnableForgotLink?: boolean;
}

export interface Permission {
  id: string;
  name: string;
  description: string;
  scope: string;
}

export interface PluginClusterEvent {
  Id: string;
  Data?: Uint8Array;
}

export interface PluginClusterEventSendOptions {
  SendType: string;
  TargetId: string;
}

export interface PluginKVSetOptions {
  Atomic: boolean;
  OldValue?: Uint8Array;
  ExpireInSeconds: number;
}

export interface PluginOption {
  display_name: string;
  value: string;
}

export interface PluginPropertyOption {
  data?: Record<string, string>;
}

export interface PluginSetting {
  key: string;
  display_name: string;
  type: string;
  help_text: string;
  regenerate_help_text: string;
  placeholder: string;
  default?: unknown;
  options?: PluginOption[];
  hosting: string;
  secret: boolean;
}

export interface PluginSettings {
  Enable?: boolean;
  EnableUploads?: boolean;
  AllowInsecureDownloadURL?: boolean;
  EnableHealthCheck?: boolean;
  Directory?: string;
  ClientDirectory?: string;
  Plugins?: Record<string, Record<string, unknown>>;
  PluginStates?: Record<string, PluginState>;
  EnableMarketplace?: boolean;
  EnableRemoteMarketplace?: boolean;
  AutomaticPrepackagedPlugins?: boolean;
  RequirePluginSignature?: boolean;
  MarketplaceURL?: string;
  SignaturePublicKeyFiles?: string[];
  ChimeraOAuthProxyURL?: string;
}

export interface PluginSettingsSchema {
  header: string;
  footer: string;
  settings?: PluginSetting[];
  sections?: PluginSettingsSection[];
}

export interface PluginSettingsSection {
  key: string;
  title: string;
  subtitle: string;
  settings?: PluginSetting[];
  header: string;
  footer: string;
  custom: boolean;
  fallback: boolean;
}

export interface PluginState {
  Enable: boolean;
}

export interface PluginStatus {
  plugin_id: string;
  cluster_id: string;
  plugin_path: string;
  state: number;
  error: string;
  name: string;
  description: string;
  version: string;
}

export interface Post {
  id: string;
  create_at: number;
  update_at: number;
  edit_at: number;
  delete_at: number;
  is_pinned: boolean;
  user_id: string;
  channel_id: string;
  root_id: string;
  original_id: string;
  message: string;
  message_source: string;
  type: string;
  props?: Record<string, unknown>;
  hashtags: string;
  Filenames?: string[];
  file_ids?: string[];
  pending_post_id: string;
  has_reactions: boolean;
  remote_id?: string;
  reply_count: number;
  last_reply_at: number;
  participants?: User[];
  is_following?: boolean;
  metadata?: PostMetadata;
}

export interface PostAcknowledgement {
  user_id: string;
  post_id: string;
  acknowledged_at: number;
  channel_id: string;
  remote_id?: string;
}

export interface PostAction {
  id: string;
  type: string;
  name: string;
  tooltip: string;
  disabled: boolean;
  style: string;
  data_source: string;
  options?: PostActionOptions[];
  default_option: string;
  integration?: PostActionIntegration;
  cookie: string;
}

export interface PostActionIntegration {
  url: string;
  context?: Record<string, unknown>;
}

export interface PostActionOptions {
  text: string;
  value: string;
}

export interface PostEmbed {
  type: string;
  url: string;
  data?: unknown;
}

export interface PostImage {
  width: number;
  height: number;
  format: string;
  frame_count: number;
}

export interface PostList {
  order?: string[];
  posts?: Record<string, Post>;
  next_post_id: string;
  prev_post_id: string;
  has_next?: boolean;
  first_inaccessible_post_time: number;
  BurnOnReadPosts?: Record<string, Post>;
}

export interface PostMetadata {
  embeds?: PostEmbed[];
  emojis?: Emoji[];
  files?: FileInfo[];
  redacted_file_count: number;
  images?: Record<string, PostImage>;
  reactions?: Reaction[];
  priority?: PostPriority;
  acknowledgements?: PostAcknowledgement[];
  translations?: Record<string, PostTranslation>;
  expire_at: number;
  recipients?: string[];
}

export interface PostPriority {
  priority?: string;
  requested_ack?: boolean;
  persistent_notifications?: boolean;
  PostId: string;
  ChannelId: string;
}

export interface PostSearchResults {
  PostList?: PostList;
  matches?: Record<string, string[]>;
}

export interface PostTranslation {
  text: string;
  object?: Uint8Array;
  type: string;
  state: string;
  source_lang: string;
}

export interface Preference {
  user_id: string;
  category: string;
  name: string;
  value: string;
}

export interface PreviewPost {
  post_id: string;
  post?: Post;
  team_name: string;
  channel_display_name: string;
  channel_type: string;
  channel_id: string;
}

export interface PrivacySettings {
  ShowEmailAddress?: boolean;
  ShowFullName?: boolean;
  UseAnonymousURLs?: boolean;
}

export interface ProductLimits {
  files?: FilesLimits;
  messages?: MessagesLimits;
  teams?: TeamsLimits;
}

export interface PropertyField {
  id: string;
  group_id: string;
  name: string;
  type: string;
  attrs?: Record<string, unknown>;
  target_id: string;
  target_type: string;
  object_type: string;
  protected: boolean;
  permission_field?: string;
  permission_values?: string;
  permission_options?: string;
  linked_field_id?: string;
  create_at: number;
  update_at: number;
  delete_at: number;
  created_by: string;
  updated_by: string;
}

export interface PropertyFieldSearchCursor {
  PropertyFieldID: string;
  CreateAt: number;
  UpdateAt: number;
}

export interface PropertyFieldSearchOpts {
  GroupID: string;
  ObjectType: string;
  ObjectTypes?: string[];
  TargetType: string;
  TargetIDs?: string[];
  ChannelID: string;
  TeamID: string;
  LinkedFieldID: string;
  SinceUpdateAt: number;
  IncludeDeleted: boolean;
  Cursor: PropertyFieldSearchCursor;
  PerPage: number;
}

export interface PropertyGroup {
  id: string;
  name: string;
  version: number;
  schema_version: number;
}

export interface PropertyValue {
  id: string;
  target_id: string;
  target_type: string;
  group_id: string;
  field_id: string;
  value?: Uint8Array;
  create_at: number;
  update_at: number;
  delete_at: number;
  created_by: string;
  updated_by: string;
}

export interface PropertyValueSearchCursor {
  PropertyValueID: string;
  CreateAt: number;
  UpdateAt: number;
}

export interface PropertyValueSearchOpts {
  GroupID: string;
  TargetType: string;
  TargetIDs?: string[];
  FieldID: string;
  SinceUpdateAt: number;
  IncludeDeleted: boolean;
  Cursor: PropertyValueSearchCursor;
  PerPage: number;
  Value?: Uint8Array;
}

export interface PushNotification {
  ack_id: string;
  platform: string;
  server_id: string;
  device_id: string;
  post_id: string;
  category: string;
  sound: string;
  message: string;
  badge: number;
  cont_ava: number;
  team_id: string;
  channel_id: string;
  root_id: string;
  channel_name: string;
  type: string;
  sub_type: string;
  transport: string;
  sender_id: string;
  sender_name: string;
  override_username: string;
  override_icon_url: string;
  from_webhook: string;
  version: string;
  is_crt_enabled: boolean;
  is_id_loaded: boolean;
  PostType: string;
  ChannelType: string;
  signature: string;
}

export interface RateLimitSettings {
  Enable?: boolean;
  PerSec?: number;
  MaxBurst?: number;
  MemoryStoreSize?: number;
  VaryByRemoteAddr?: boolean;
  VaryByUser?: boolean;
  VaryByHeader: string;
}

export interface Reaction {
  user_id: string;
  post_id: string;
  emoji_name: string;
  create_at: number;
  update_at: number;
  delete_at: number;
  remote_id?: string;
  channel_id: string;
}

export interface RegisterPluginOpts {
  Displayname: string;
  PluginID: string;
  CreatorID: string;
  AutoShareDMs: boolean;
  AutoInvited: boolean;
  SiteURL: string;
}

export interface RemoteCluster {
  remote_id: string;
  remote_team_id: string;
  name: string;
  display_name: string;
  site_url: string;
  default_team_id: string;
  create_at: number;
  delete_at: number;
  last_ping_at: number;
  last_global_user_sync_at: number;
  token: string;
  remote_token: string;
  topics: string;
  creator_id: string;
  plugin_id: string;
  options: number;
}

export interface ReplicaLagSettings {
  DataSource?: string;
  QueryAbsoluteLag?: string;
  QueryTimeLag?: string;
}

export interface ReviewerSettings {
  CommonReviewers?: boolean;
  SystemAdminsAsReviewers?: boolean;
  TeamAdminsAsReviewers?: boolean;
}

export interface SSOSettings {
  Enable?: boolean;
  Secret?: string;
  Id?: string;
  Scope?: string;
  AuthEndpoint?: string;
  TokenEndpoint?: string;
  UserAPIEndpoint?: string;
  DiscoveryEndpoint?: string;
  ButtonText?: string;
  ButtonColor?: string;
  UsePreferredUsername?: boolean;
}

export interface SamlSettings {
  Enable?: boolean;
  EnableSyncWithLdap?: boolean;
  EnableSyncWithLdapIncludeAuth?: boolean;
  IgnoreGuestsLdapSync?: boolean;
  Verify?: boolean;
  Encrypt?: boolean;
  SignRequest?: boolean;
  IdpURL?: string;
  IdpDescriptorURL?: string;
  IdpMetadataURL?: string;
  ServiceProviderIdentifier?: string;
  AssertionConsumerServiceURL?: string;
  SignatureAlgorithm?: string;
  CanonicalAlgorithm?: string;
  ScopingIDPProviderId?: string;
  ScopingIDPName?: string;
  IdpCertificateFile?: string;
  PublicCertificateFile?: string;
  PrivateKeyFile?: string;
  IdAttribute?: string;
  GuestAttribute?: string;
  EnableAdminAttribute?: boolean;
  AdminAttribute?: string;
  FirstNameAttribute?: string;
  LastNameAttribute?: string;
  EmailAttribute?: string;
  UsernameAttribute?: string;
  NicknameAttribute?: string;
  LocaleAttribute?: string;
  PositionAttribute?: string;
  LoginButtonText?: string;
  LoginButtonColor?: string;
  LoginButtonBorderColor?: string;
  LoginButtonTextColor?: string;
}

export interface ScheduledPost {
  Draft: Draft;
  id: string;
  scheduled_at: number;
  processed_at: number;
  error_code: string;
}

export interface SearchParameter {
  terms?: string;
  is_or_search?: boolean;
  time_zone_offset?: number;
  page?: number;
  per_page?: number;
  include_deleted_channels?: boolean;
}

export interface SearchParams {
  terms: string;
  excluded_terms: string;
  ishashtag: boolean;
  in_channels?: string[];
  excluded_channels?: string[];
  from_users?: string[];
  excluded_users?: string[];
  after_date: string;
  excluded_after_date: string;
  before_date: string;
  excluded_before_date: string;
  extensions?: string[];
  excluded_extensions?: string[];
  on_date: string;
  excluded_date: string;
  or_terms: boolean;
  include_deleted_channels: boolean;
  timezone_offset: number;
  search_without_user_id: boolean;
  modifier: string;
}

export interface SendToastMessageOptions {
  position: string;
}

export interface ServiceSettings {
  SiteURL?: string;
  WebsocketURL?: string;
  LicenseFileLocation?: string;
  ListenAddress?: string;
  ConnectionSecurity?: string;
  TLSCertFile?: string;
  TLSKeyFile?: string;
  TLSMinVer?: string;
  TLSStrictTransport?: boolean;
  TLSStrictTransportMaxAge?: number;
  TLSOverwriteCiphers?: string[];
  UseLetsEncrypt?: boolean;
  LetsEncryptCertificateCacheFile?: string;
  Forward80To443?: boolean;
  TrustedProxyIPHeader?: string[];
  ReadTimeout?: number;
  WriteTimeout?: number;
  IdleTimeout?: number;
  MaximumLoginAttempts?: number;
  GoroutineHealthThreshold?: number;
  EnableOAuthServiceProvider?: boolean;
  EnableDynamicClientRegistration?: boolean;
  DCRRedirectURIAllowlist?: string[];
  EnableIncomingWebhooks?: boolean;
  EnableOutgoingWebhooks?: boolean;
  EnableOutgoingOAuthConnections?: boolean;
  EnableCommands?: boolean;
  OutgoingIntegrationRequestsTimeout?: number;
  EnablePostUsernameOverride?: boolean;
  EnablePostIconOverride?: boolean;
  GoogleDeveloperKey?: string;
  EnableLinkPreviews?: boolean;
  EnablePermalinkPreviews?: boolean;
  RestrictLinkPreviews?: string;
  EnableTesting?: boolean;
  EnableDeveloper?: boolean;
  DeveloperFlags?: string;
  EnableClientPerformanceDebugging?: boolean;
  EnableSecurityFixAlert?: boolean;
  EnableInsecureOutgoingConnections?: boolean;
  AllowedUntrustedInternalConnections?: string;
  EnableMultifactorAuthentication?: boolean;
  EnforceMultifactorAuthentication?: boolean;
  EnableUserAccessTokens?: boolean;
  MaximumPersonalAccessTokenLifetimeDays?: number;
  AllowCorsFrom?: string;
  CorsExposedHeaders?: string;
  CorsAllowCredentials?: boolean;
  CorsDebug?: boolean;
  AllowCookiesForSubdomains?: boolean;
  ExtendSessionLengthWithActivity?: boolean;
  TerminateSessionsOnPasswordChange?: boolean;
  SessionLengthWebInDays?: number;
  SessionLengthWebInHours?: number;
  SessionLengthMobileInDays?: number;
  SessionLengthMobileInHours?: number;
  SessionLengthSSOInDays?: number;
  SessionLengthSSOInHours?: number;
  SessionCacheInMinutes?: number;
  SessionIdleTimeoutInMinutes?: number;
  WebsocketSecurePort?: number;
  WebsocketPort?: number;
  WebserverMode?: string;
  EnableGifPicker?: boolean;
  GiphySdkKey?: string;
  EnableCustomEmoji?: boolean;
  EnableEmojiPicker?: boolean;
  PostEditTimeLimit?: number;
  TimeBetweenUserTypingUpdatesMilliseconds?: number;
  EnableCrossTeamSearch?: boolean;
  EnablePostSearch?: boolean;
  EnableFileSearch?: boolean;
  MinimumHashtagLength?: number;
  EnableUserTypingMessages?: boolean;
  EnableChannelViewedMessages?: boolean;
  EnableUserStatuses?: boolean;
  ExperimentalEnableAuthenticationTransfer?: boolean;
  ClusterLogTimeoutMilliseconds?: number;
  EnableTutorial?: boolean;
  EnableOnboardingFlow?: boolean;
  ExperimentalEnableDefaultChannelLeaveJoinMessages?: boolean;
  ExperimentalGroupUnreadChannels?: string;
  EnableAPITeamDeletion?: boolean;
  EnableAPITriggerAdminNotifications?: boolean;
  EnableAPIUserDeletion?: boolean;
  EnableAPIPostDeletion?: boolean;
  EnableDesktopLandingPage?: boolean;
  MinimumDesktopAppVersion?: string;
  ExperimentalEnableHardenedMode?: boolean;
  ExperimentalStrictCSRFEnforcement?: boolean;
  EnableEmailInvitations?: boolean;
  DisableBotsWhenOwnerIsDeactivated?: boolean;
  EnableBotAccountCreation?: boolean;
  EnableSVGs?: boolean;
  EnableLatex?: boolean;
  EnableInlineLatex?: boolean;
  PostPriority?: boolean;
  AllowPersistentNotifications?: boolean;
  AllowPersistentNotificationsForGuests?: boolean;
  PersistentNotificationIntervalMinutes?: number;
  PersistentNotificationMaxCount?: number;
  PersistentNotificationMaxRecipients?: number;
  EnableBurnOnRead?: boolean;
  BurnOnReadDurationSeconds?: number;
  BurnOnReadMaximumTimeToLiveSeconds?: number;
  BurnOnReadSchedulerFrequencySeconds?: number;
  EnableAPIChannelDeletion?: boolean;
  EnableLocalMode?: boolean;
  LocalModeSocketLocation?: string;
  EnableAWSMetering?: boolean;
  AWSMeteringTimeoutSeconds?: number;
  SplitKey?: string;
  FeatureFlagSyncIntervalSeconds?: number;
  DebugSplit?: boolean;
  ThreadAutoFollow?: boolean;
  CollapsedThreads?: string;
  ManagedResourcePaths?: string;
  EnableCustomGroups?: boolean;
  AllowSyncedDrafts?: boolean;
  UniqueEmojiReactionLimitPerPost?: number;
  RefreshPostStatsRunTime?: string;
  MaximumPayloadSizeBytes?: number;
  MaximumURLLength?: number;
  ScheduledPosts?: boolean;
  EnableWebHubChannelIteration?: boolean;
  FrameAncestors?: string;
  DeleteAccountLink?: string;
}

export interface Session {
  id: string;
  token: string;
  create_at: number;
  expires_at: number;
  last_activity_at: number;
  user_id: string;
  device_id: string;
  voip_device_id: string;
  roles: string;
  is_oauth: boolean;
  expired_notify: boolean;
  props?: Record<string, string>;
  team_members?: TeamMember[];
  local: boolean;
}

export interface SharedChannel {
  id: string;
  team_id: string;
  home: boolean;
  readonly: boolean;
  name: string;
  display_name: string;
  purpose: string;
  header: string;
  creator_id: string;
  create_at: number;
  update_at: number;
  remote_id: string;
  Type: string;
}

export interface SidebarCategory {
  id: string;
  user_id: string;
  team_id: string;
  sort_order: number;
  sorting: string;
  type: string;
  display_name: string;
  muted: boolean;
  collapsed: boolean;
}

export interface SidebarCategoryWithChannels {
  SidebarCategory: SidebarCategory;
  channel_ids?: string[];
}

export interface SqlSettings {
  DriverName?: string;
  DataSource?: string;
  DataSourceReplicas?: string[];
  DataSourceSearchReplicas?: string[];
  MaxIdleConns?: number;
  ConnMaxLifetimeMilliseconds?: number;
  ConnMaxIdleTimeMilliseconds?: number;
  MaxOpenConns?: number;
  Trace?: boolean;
  AtRestEncryptKey?: string;
  QueryTimeout?: number;
  AnalyticsQueryTimeout?: number;
  DisableDatabaseSearch?: boolean;
  MigrationsStatementTimeoutSeconds?: number;
  ReplicaLagSettings?: ReplicaLagSettings[];
  ReplicaMonitorIntervalSeconds?: number;
}

export interface Status {
  user_id: string;
  status: string;
  manual: boolean;
  last_activity_at: number;
  active_channel: string;
  dnd_end_time: number;
  PrevStatus: string;
}

export interface SupportSettings {
  TermsOfServiceLink?: string;
  PrivacyPolicyLink?: string;
  AboutLink?: string;
  HelpLink?: string;
  ReportAProblemLink?: string;
  ReportAProblemType?: string;
  ReportAProblemMail?: string;
  AllowDownloadLogs?: boolean;
  ForgotPasswordLink?: string;
  SupportEmail?: string;
  CustomTermsOfServiceEnabled?: boolean;
  CustomTermsOfServiceReAcceptancePeriod?: number;
  EnableAskCommunityLink?: boolean;
}

export interface SyncMsg {
  id: string;
  channel_id: string;
  users?: Record<string, User>;
  posts?: Post[];
  reactions?: Reaction[];
  statuses?: Status[];
  membership_changes?: MembershipChangeMsg[];
  acknowledgements?: PostAcknowledgement[];
  mention_transforms?: Record<string, string>;
}

export interface SyncResponse {
  users_last_update_at: number;
  user_errors?: string[];
  users_syncd?: string[];
  posts_last_update_at: number;
  post_errors?: string[];
  reactions_last_update_at: number;
  reaction_errors?: string[];
  acknowledgements_last_update_at: number;
  acknowledgement_errors?: string[];
  status_errors?: string[];
  membership_errors?: string[];
}

export interface Team {
  id: string;
  create_at: number;
  update_at: number;
  delete_at: number;
  display_name: string;
  name: string;
  description: string;
  email: string;
  type: string;
  company_name: string;
  allowed_domains: string;
  invite_id: string;
  allow_open_invite: boolean;
  last_team_icon_update: number;
  scheme_id?: string;
  group_constrained?: boolean;
  policy_id?: string;
  cloud_limits_archived: boolean;
  policy_enforced: boolean;
  policy_actions?: Record<string, boolean>;
  policy_is_active: boolean;
}

export interface TeamMember {
  team_id: string;
  user_id: string;
  roles: string;
  delete_at: number;
  scheme_guest: boolean;
  scheme_user: boolean;
  scheme_admin: boolean;
  explicit_roles: string;
  CreateAt: number;
}

export interface TeamMemberWithError {
  user_id: string;
  member?: TeamMember;
  error?: AppError;
}

export interface TeamSettings {
  SiteName?: string;
  MaxUsersPerTeam?: number;
  EnableJoinLeaveMessageByDefault?: boolean;
  EnableUserCreation?: boolean;
  EnableOpenServer?: boolean;
  EnableUserDeactivation?: boolean;
  RestrictCreationToDomains?: string;
  EnableCustomUserStatuses?: boolean;
  EnableCustomBrand?: boolean;
  CustomBrandText?: string;
  CustomDescriptionText?: string;
  RestrictDirectMessage?: string;
  EnableLastActiveTime?: boolean;
  UserStatusAwayTimeout?: number;
  MaxChannelsPerTeam?: number;
  EnableChannelCategorySorting?: boolean;
  MaxNotificationsPerChannel?: number;
  EnableConfirmNotificationsToChannel?: boolean;
  TeammateNameDisplay?: string;
  ExperimentalViewArchivedChannels?: boolean;
  ExperimentalEnableAutomaticReplies?: boolean;
  LockTeammateNameDisplay?: boolean;
  ExperimentalPrimaryTeam?: string;
  ExperimentalDefaultChannels?: string[];
}

export interface TeamStats {
  team_id: string;
  total_member_count: number;
  active_member_count: number;
}

export interface TeamUnread {
  team_id: string;
  msg_count: number;
  mention_count: number;
  mention_count_root: number;
  msg_count_root: number;
  thread_count: number;
  thread_mention_count: number;
  thread_urgent_mention_count: number;
}

export interface TeamsLimits {
  active?: number;
}

export interface ThemeSettings {
  EnableThemeSelection?: boolean;
  DefaultTheme?: string;
  AllowCustomThemes?: boolean;
  AllowedThemes?: string[];
}

export interface UploadSession {
  id: string;
  type: string;
  create_at: number;
  user_id: string;
  channel_id: string;
  filename: string;
  Path: string;
  file_size: number;
  file_offset: number;
  remote_id: string;
  req_file_id: string;
}

export interface User {
  id: string;
  create_at: number;
  update_at: number;
  delete_at: number;
  username: string;
  password: string;
  auth_data?: string;
  auth_service: string;
  email: string;
  email_verified: boolean;
  nickname: string;
  first_name: string;
  last_name: string;
  position: string;
  roles: string;
  allow_marketing: boolean;
  props?: Record<string, string>;
  notify_props?: Record<string, string>;
  last_password_update: number;
  last_picture_update: number;
  failed_attempts: number;
  locale: string;
  timezone?: Record<string, string>;
  mfa_active: boolean;
  mfa_secret: string;
  remote_id?: string;
  last_activity_at: number;
  is_bot: boolean;
  bot_description: string;
  bot_last_icon_update: number;
  terms_of_service_id: string;
  terms_of_service_create_at: number;
  disable_welcome_email: boolean;
  last_login: number;
  mfa_used_timestamps?: string[];
}

export interface UserAccessToken {
  id: string;
  token: string;
  user_id: string;
  description: string;
  is_active: boolean;
  expires_at: number;
}

export interface UserAuth {
  auth_data?: string;
  auth_service: string;
}

export interface UserGetOptions {
  InTeamId: string;
  NotInTeamId: string;
  InChannelId: string;
  NotInChannelId: string;
  InGroupId: string;
  NotInGroupId: string;
  GroupConstrained: boolean;
  WithoutTeam: boolean;
  Inactive: boolean;
  Active: boolean;
  Role: string;
  Roles?: string[];
  ChannelRoles?: string[];
  TeamRoles?: string[];
  Sort: string;
  ViewRestrictions?: ViewUsersRestrictions;
  Page: number;
  PerPage: number;
  UpdatedAfter: number;
}

export interface UserSearch {
  term: string;
  team_id: string;
  not_in_team_id: string;
  in_channel_id: string;
  not_in_channel_id: string;
  in_group_id: string;
  group_constrained: boolean;
  allow_inactive: boolean;
  without_team: boolean;
  limit: number;
  role: string;
  roles?: string[];
  channel_roles?: string[];
  team_roles?: string[];
  not_in_group_id: string;
}

export interface ViewUsersRestrictions {
  Teams?: string[];
  Channels?: string[];
}

export interface WebSocketRequest {
  seq: number;
  action: string;
  data?: Record<string, unknown>;
  Session: Session;
  Locale: string;
}

export interface WebsocketBroadcast {
  omit_users?: Record<string, boolean>;
  user_id: string;
  channel_id: string;
  team_id: string;
  connection_id: string;
  omit_connection_id: string;
  contains_sanitized_data: boolean;
  contains_sensitive_data: boolean;
  ReliableClusterSend: boolean;
  broadcast_hooks?: string[];
  broadcast_hook_args?: Record<string, unknown>[];
}

export interface WranglerSettings {
  PermittedWranglerRoles?: string[];
  AllowedEmailDomain?: string[];
  MoveThreadMaxCount?: number;
  MoveThreadToAnotherTeamEnable?: boolean;
  MoveThreadFromPrivateChannelEnable?: boolean;
  MoveThreadFromDirectMessageChannelEnable?: boolean;
  MoveThreadFromGroupMessageChannelEnable?: boolean;
}

export interface PluginContext {
  SessionId: string;
  ConnectionId: string;
  RequestId: string;
  IPAddress: string;
  AcceptLanguage: string;
  UserAgent: string;
}

export interface PluginErrorString {
  Code: number;
  Err: string;
}

export interface PluginHTTPRequestSubset {
  Method: string;
  URL?: string;
  Proto: string;
  ProtoMajor: number;
  ProtoMinor: number;
  Header?: Record<string, string[]>;
  Host: string;
  RemoteAddr: string;
  RequestURI: string;
  Body?: unknown;
}

export interface PqError {
  Severity: string;
  Code: string;
  Message: string;
  Detail: string;
  Hint: string;
  Position: string;
  InternalPosition: string;
  InternalQuery: string;
  Where: string;
  Schema: string;
  Table: string;
  Column: string;
  DataTypeName: string;
  Constraint: string;
  File: string;
  Line: string;
  Routine: string;
}

export interface TypesAssertion {
  XMLName: XmlName;
  Version: string;
  ID: string;
  IssueInstant?: Date;
  Issuer?: TypesIssuer;
  Signature?: TypesSignature;
  Subject?: TypesSubject;
  Conditions?: TypesConditions;
  AttributeStatement?: TypesAttributeStatement;
  AuthnStatement?: TypesAuthnStatement;
  SignatureValidated: boolean;
}

export interface TypesAttribute {
  XMLName: XmlName;
  FriendlyName: string;
  Name: string;
  NameFormat: string;
  Values?: TypesAttributeValue[];
}

export interface TypesAttributeStatement {
  XMLName: XmlName;
  Attributes?: TypesAttribute[];
}

export interface TypesAttributeValue {
  XMLName: XmlName;
  Type: string;
  Value: string;
}

export interface TypesAudience {
  XMLName: XmlName;
  Value: string;
}

export interface TypesAudienceRestriction {
  XMLName: XmlName;
  Audiences?: TypesAudience[];
}

export interface TypesAuthnContext {
  XMLName: XmlName;
  AuthnContextClassRef?: TypesAuthnContextClassRef;
}

export interface TypesAuthnContextClassRef {
  XMLName: XmlName;
  Value: string;
}

export interface TypesAuthnStatement {
  XMLName: XmlName;
  SessionIndex: string;
  AuthnInstant?: Date;
  SessionNotOnOrAfter?: Date;
  AuthnContext?: TypesAuthnContext;
}

export interface TypesConditions {
  XMLName: XmlName;
  NotBefore: string;
  NotOnOrAfter: string;
  AudienceRestrictions?: TypesAudienceRestriction[];
  OneTimeUse?: TypesOneTimeUse;
  ProxyRestriction?: TypesProxyRestriction;
}

export interface TypesIssuer {
  XMLName: XmlName;
  Value: string;
}

export interface TypesNameID {
  XMLName: XmlName;
  Value: string;
}

export interface TypesOneTimeUse {
  XMLName: XmlName;
}

export interface TypesProxyRestriction {
  XMLName: XmlName;
  Count: number;
  Audience?: TypesAudience[];
}

export interface TypesSignature {
  SignatureDocument?: Uint8Array;
}

export interface TypesSubject {
  XMLName: XmlName;
  NameID?: TypesNameID;
  SubjectConfirmation?: TypesSubjectConfirmation;
}

export interface TypesSubjectConfirmation {
  XMLName: XmlName;
  Method: string;
  SubjectConfirmationData?: TypesSubjectConfirmationData;
}

export interface TypesSubjectConfirmationData {
  XMLName: XmlName;
  NotOnOrAfter: string;
  Recipient: string;
  InResponseTo: string;
}

export interface V2Level {
  id: number;
  name: string;
  stacktrace: boolean;
  color: number;
}

export interface XmlName {
  Space: string;
  Local: string;
}
