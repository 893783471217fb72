// What Mattermost and a plugin say to each other, read from its Go module v0.4.3.
// Made by `npm run generate`; do not edit.
// inputs sha256 f67484336de9402e97079242c0762a3d781f510239d5800197647038e77b8f75

import type { Input } from '../input.ts';
import type {
  Channel,
  ChannelMember,
  CommandArgs,
  CommandResponse,
  Config,
  Draft,
  EmailNotification,
  EmailNotificationContent,
  FileData,
  FileInfo,
  Gosaml2AssertionInfo,
  OnInstallEvent,
  PluginClusterEvent,
  PluginContext,
  Post,
  Preference,
  ProductLimits,
  PushNotification,
  Reaction,
  RemoteCluster,
  ScheduledPost,
  SyncMsg,
  SyncResponse,
  TeamMember,
  User,
  WebSocketRequest,
} from './types.ts';

export interface PlainHooks {
  /**
   * ChannelHasBeenCreated is invoked after the channel has been committed to the database.
   *
   * Minimum server version: 5.2
   */
  channelHasBeenCreated?(c: PluginContext, channel: Channel): void | Promise<void>;

  /**
   * ChannelMemberWillBeAdded is invoked before a member is added to a channel, allowing
   * plugins to modify the channel member or reject the addition.
   *
   * To reject the addition, return a non-empty string describing why it was rejected.
   * To modify the member, return the replacement, non-nil *model.ChannelMember and an empty string.
   * To allow the addition without modification, return a nil *model.ChannelMember and an empty string.
   *
   * Minimum server version: 11.7
   */
  channelMemberWillBeAdded?(c: PluginContext, channelMember: ChannelMember): readonly [Input<ChannelMember> | undefined, string] | Promise<readonly [Input<ChannelMember> | undefined, string]>;

  /**
   * ChannelWillBeArchived is invoked before a channel is archived, allowing plugins to
   * reject the archive operation.
   *
   * To reject the archive, return a non-empty string describing why it was rejected.
   * To allow the archive, return an empty string.
   *
   * Minimum server version: 11.7
   */
  channelWillBeArchived?(c: PluginContext, channel: Channel): string | Promise<string>;

  /**
   * ChannelWillBeRestored is invoked before an archived channel is un-archived. Fires from
   * app.RestoreChannel before the store's Channel().Restore call. Sibling of
   * ChannelWillBeArchived for the inverse operation.
   *
   * To reject, return a non-empty string. Empty string allows the restore.
   *
   * Minimum server version: 11.9
   */
  channelWillBeRestored?(c: PluginContext, channel: Channel): string | Promise<string>;

  /**
   * ChannelWillBeUpdated is invoked before a channel update is committed, allowing plugins to
   * modify the channel or reject the update.
   *
   * To reject the update, return a non-empty string describing why. To modify the channel, return
   * the replacement *model.Channel and an empty string. To allow the update without modification,
   * return nil and an empty string.
   *
   * Fires from the app-layer UpdateChannel and PatchChannel paths so REST, local API, plugin API,
   * import, and bulk callers all hit it.
   *
   * Minimum server version: 11.9
   */
  channelWillBeUpdated?(c: PluginContext, newChannel: Channel, oldChannel: Channel): readonly [Input<Channel> | undefined, string] | Promise<readonly [Input<Channel> | undefined, string]>;

  /**
   * ConfigurationWillBeSaved is invoked before saving the configuration to the
   * backing store.
   * An error can be returned to reject the operation. Additionally, a new
   * config object can be returned to be stored in place of the provided one.
   * Minimum server version: 8.0
   */
  configurationWillBeSaved?(newCfg: Config): Input<Config> | undefined | Promise<Input<Config> | undefined>;

  /**
   * DraftWillBeUpserted is invoked before a draft is committed. Fires from the app-layer
   * UpsertDraft path.
   *
   * Return value semantics match MessageWillBePosted.
   *
   * Minimum server version: 11.9
   */
  draftWillBeUpserted?(c: PluginContext, draft: Draft): readonly [Input<Draft> | undefined, string] | Promise<readonly [Input<Draft> | undefined, string]>;

  /**
   * EmailNotificationWillBeSent is invoked before an email notification is sent to a user.
   * This allows plugins to customize the email notification content including subject,
   * title, subtitle, message content, buttons, and other email properties.
   *
   * To reject an email notification, return an non-empty string describing why the notification was rejected.
   * To modify the notification, return the replacement, non-nil *model.EmailNotificationContent and an empty string.
   * To allow the notification without modification, return a nil *model.EmailNotificationContent and an empty string.
   *
   * Note that core identifiers (PostId, ChannelId, TeamId, SenderId, RecipientId, RootId) and
   * context fields (ChannelType, IsDirectMessage, etc.) are immutable and changes to them will be ignored.
   * Only customizable content fields can be modified.
   *
   * Minimum server version: 11.00
   */
  emailNotificationWillBeSent?(emailNotification: EmailNotification): readonly [Input<EmailNotificationContent> | undefined, string] | Promise<readonly [Input<EmailNotificationContent> | undefined, string]>;

  /**
   * ExecuteCommand executes a command that has been previously registered via the RegisterCommand
   * API.
   *
   * Minimum server version: 5.2
   */
  executeCommand?(c: PluginContext, args: CommandArgs): Input<CommandResponse> | undefined | Promise<Input<CommandResponse> | undefined>;

  /**
   * FileWillBeDownloaded is invoked when a file is requested for download, but before it is sent to the client.
   *
   * To reject a file download, return an non-empty string describing why the file was rejected.
   * To allow the download, return an empty string.
   *
   * The downloadType parameter indicates the type of file access and can be one of:
   *   - model.FileDownloadTypeFile: Full file download
   *   - model.FileDownloadTypeThumbnail: Thumbnail request
   *   - model.FileDownloadTypePreview: Preview image request
   *   - model.FileDownloadTypePublic: Public link access (userID will be empty string in this case)
   *
   * Minimum server version: 11.5
   */
  fileWillBeDownloaded?(c: PluginContext, fileInfo: FileInfo, userID: string, downloadType: string): string | Promise<string>;

  /**
   * GenerateSupportData is invoked when a Support Packet gets generated.
   * It allows plugins to include their own content in the Support Packet.
   *
   * Plugins may specififes a "support_packet" field in the manifest props with a custom text.
   * By doing so, the plugin will be included in the Support Packet UI and the user will be able to select it.
   * This hook will only be called, if the user selects the plugin in the Support Packet UI.
   *
   * If no "support_packet" is specified, this hook will always be called.
   *
   * Minimum server version: 9.8
   */
  generateSupportData?(c: PluginContext): Input<FileData[]> | Promise<Input<FileData[]>>;

  /**
   * MessageHasBeenDeleted is invoked after the message has been deleted from the database.
   * Note that this method will be called for posts deleted by plugins, including the plugin that
   * deleted the post.
   *
   * Minimum server version: 9.1
   */
  messageHasBeenDeleted?(c: PluginContext, post: Post): void | Promise<void>;

  /**
   * MessageHasBeenPosted is invoked after the message has been committed to the database.
   * If you need to modify or reject the post, see MessageWillBePosted
   * Note that this method will be called for posts created by plugins, including the plugin that
   * created the post.
   *
   * Minimum server version: 5.2
   */
  messageHasBeenPosted?(c: PluginContext, post: Post): void | Promise<void>;

  /**
   * MessageHasBeenUpdated is invoked after a message is updated and has been updated in the database.
   * If you need to modify or reject the post, see MessageWillBeUpdated
   * Note that this method will be called for posts created by plugins, including the plugin that
   * created the post.
   *
   * Minimum server version: 5.2
   */
  messageHasBeenUpdated?(c: PluginContext, newPost: Post, oldPost: Post): void | Promise<void>;

  /**
   * MessageWillBePosted is invoked when a message is posted by a user before it is committed
   * to the database. If you also want to act on edited posts, see MessageWillBeUpdated.
   *
   * To reject a post, return an non-empty string describing why the post was rejected.
   * To modify the post, return the replacement, non-nil *model.Post and an empty string.
   * To allow the post without modification, return a nil *model.Post and an empty string.
   * To dismiss the post, return a nil *model.Post and the const DismissPostError string.
   *
   * If you don't need to modify or reject posts, use MessageHasBeenPosted instead.
   *
   * Note that this method will be called for posts created by plugins, including the plugin that
   * created the post.
   *
   * Minimum server version: 5.2
   */
  messageWillBePosted?(c: PluginContext, post: Post): readonly [Input<Post> | undefined, string] | Promise<readonly [Input<Post> | undefined, string]>;

  /**
   * MessageWillBeUpdated is invoked when a message is updated by a user before it is committed
   * to the database. If you also want to act on new posts, see MessageWillBePosted.
   * Return values should be the modified post or nil if rejected and an explanation for the user.
   * On rejection, the post will be kept in its previous state.
   *
   * If you don't need to modify or rejected updated posts, use MessageHasBeenUpdated instead.
   *
   * Note that this method will be called for posts updated by plugins, including the plugin that
   * updated the post.
   *
   * Minimum server version: 5.2
   */
  messageWillBeUpdated?(c: PluginContext, newPost: Post, oldPost: Post): readonly [Input<Post> | undefined, string] | Promise<readonly [Input<Post> | undefined, string]>;

  /**
   * MessagesWillBeConsumed is invoked when a message is requested by a client before it is returned
   * to the client
   *
   * Note that this method will be called for posts created by plugins, including the plugin that
   * created the post.
   *
   * Minimum server version: 9.3
   */
  messagesWillBeConsumed?(posts: Post[]): Input<Post[]> | Promise<Input<Post[]>>;

  /**
   * MessagesWillBeConsumedWithContext is invoked when messages are requested by a client, before
   * they are returned to the client. It is the context-aware variant of MessagesWillBeConsumed.
   *
   * To modify a post, return the replacement post; the returned posts are matched to the originals
   * by ID. Posts that should be left unchanged may be omitted from the returned slice.
   *
   * Note that this method will be called for posts created by plugins, including the plugin that
   * created the post.
   *
   * Minimum server version: 11.9
   */
  messagesWillBeConsumedWithContext?(c: PluginContext, posts: Post[]): Input<Post[]> | Promise<Input<Post[]>>;

  /**
   * NotificationWillBePushed is invoked before a push notification is sent to the push
   * notification server.
   *
   * To reject a notification, return an non-empty string describing why the notification was rejected.
   * To modify the notification, return the replacement, non-nil *model.PushNotification and an empty string.
   * To allow the notification without modification, return a nil *model.PushNotification and an empty string.
   *
   * Note that this method will be called for push notifications created by plugins, including the plugin that
   * created the notification.
   *
   * Minimum server version: 9.0
   */
  notificationWillBePushed?(pushNotification: PushNotification, userID: string): readonly [Input<PushNotification> | undefined, string] | Promise<readonly [Input<PushNotification> | undefined, string]>;

  /**
   * OnCloudLimitsUpdated is invoked product limits change, for example when plan tiers change
   *
   * Minimum server version: 7.0
   */
  onCloudLimitsUpdated?(limits: ProductLimits): void | Promise<void>;

  /**
   * OnConfigurationChange is invoked when configuration changes may have been made. Any
   * returned error is logged, but does not stop the plugin. You must be prepared to handle
   * a configuration failure gracefully. It is called once before OnActivate.
   *
   * Minimum server version: 5.2
   */
  onConfigurationChange?(): void | Promise<void>;

  /**
   * OnDeactivate is invoked when the plugin is deactivated. This is the plugin's last chance to
   * use the API, and the plugin will be terminated shortly after this invocation. The plugin
   * will stop receiving hooks just prior to this method being called.
   *
   * Minimum server version: 5.2
   */
  onDeactivate?(): void | Promise<void>;

  /**
   * OnInstall is invoked after the installation of a plugin as part of the onboarding.
   * It's called on every installation, not only once.
   *
   * In the future, other plugin installation methods will trigger this hook, e.g. an installation via the Marketplace.
   *
   * Minimum server version: 6.5
   */
  onInstall?(c: PluginContext, event: OnInstallEvent): void | Promise<void>;

  /**
   * OnPluginClusterEvent is invoked when an intra-cluster plugin event is received.
   *
   * This is used to allow communication between multiple instances of the same plugin
   * that are running on separate nodes of the same High-Availability cluster.
   * This hook receives events sent by a call to PublishPluginClusterEvent.
   *
   * Minimum server version: 5.36
   */
  onPluginClusterEvent?(c: PluginContext, ev: PluginClusterEvent): void | Promise<void>;

  /**
   * OnSAMLLogin is invoked after a successful SAML login.
   *
   * Minimum server version: 10.7
   */
  onSAMLLogin?(c: PluginContext, user: User, assertion: Gosaml2AssertionInfo): void | Promise<void>;

  /**
   * OnSendDailyTelemetry is invoked when the server send the daily telemetry data.
   *
   * Minimum server version: 6.5
   */
  onSendDailyTelemetry?(): void | Promise<void>;

  /**
   * OnSharedChannelsAttachmentSyncMsg is invoked for plugins that wish to receive synchronization messages from the
   * Shared Channels service for which they have been invited via InviteRemote.  Each call represents one file attachment
   * to be synchronized.
   *
   * The cursor will be advanced based on the timestamp returned if no error is returned.
   *
   * Minimum server version: 9.5
   */
  onSharedChannelsAttachmentSyncMsg?(fi: FileInfo, post: Post, rc: RemoteCluster): void | Promise<void>;

  /**
   * OnSharedChannelsPing is invoked for plugins to indicate the health of the plugin and the connection
   * to the upstream service (e.g. MS Graph APIs).
   *
   * Return true to indicate all is well.
   *
   * Return false to indicate there is a problem with the plugin or connection to upstream service.
   * Some number of failed pings will result in the plugin being marked offline and it will stop receiving
   * OnSharedChannelsSyncMsg calls until it comes back online. The plugin will also appear offline in the status
   * report via the `secure-connection status` slash command.
   *
   * Minimum server version: 9.5
   */
  onSharedChannelsPing?(rc: RemoteCluster): boolean | Promise<boolean>;

  /**
   * OnSharedChannelsProfileImageSyncMsg is invoked for plugins that wish to receive synchronization messages from the
   * Shared Channels service for which they have been invited via InviteRemote.  Each call represents one user profile
   * image that should be synchronized. `App.GetProfileImage` can be used to fetch the image bytes.
   *
   * The cursor will be advanced based on the timestamp returned if no error is returned.
   *
   * Minimum server version: 9.5
   */
  onSharedChannelsProfileImageSyncMsg?(user: User, rc: RemoteCluster): void | Promise<void>;

  /**
   * OnSharedChannelsSyncMsg is invoked for plugins that wish to receive synchronization messages from the
   * Shared Channels service for which they have been invited via InviteRemote.  Each SyncMsg may contain
   * multiple updates (posts, reactions, attachments, users) for a single channel.
   *
   * The cursor will be advanced based on the SyncResponse returned.
   *
   * Minimum server version: 9.5
   */
  onSharedChannelsSyncMsg?(msg: SyncMsg, rc: RemoteCluster): Input<SyncResponse> | Promise<Input<SyncResponse>>;

  /**
   * OnWebSocketConnect is invoked when a new websocket connection is opened.
   *
   * This is used to track which users have connections opened with the Mattermost
   * websocket.
   *
   * Minimum server version: 6.0
   */
  onWebSocketConnect?(webConnID: string, userID: string): void | Promise<void>;

  /**
   * OnWebSocketDisconnect is invoked when a websocket connection is closed.
   *
   * This is used to track which users have connections opened with the Mattermost
   * websocket.
   *
   * Minimum server version: 6.0
   */
  onWebSocketDisconnect?(webConnID: string, userID: string): void | Promise<void>;

  /**
   * PreferencesHaveChanged is invoked after one or more of a user's preferences have changed.
   * Note that this method will be called for preferences changed by plugins, including the plugin that changed
   * the preferences.
   *
   * Minimum server version: 9.5
   */
  preferencesHaveChanged?(c: PluginContext, preferences: Preference[]): void | Promise<void>;

  /**
   * ReactionHasBeenAdded is invoked after the reaction has been committed to the database.
   *
   * Note that this method will be called for reactions added by plugins, including the plugin that
   * added the reaction.
   *
   * Minimum server version: 5.30
   */
  reactionHasBeenAdded?(c: PluginContext, reaction: Reaction): void | Promise<void>;

  /**
   * ReactionHasBeenRemoved is invoked after the removal of the reaction has been committed to the database.
   *
   * Note that this method will be called for reactions removed by plugins, including the plugin that
   * removed the reaction.
   *
   * Minimum server version: 5.30
   */
  reactionHasBeenRemoved?(c: PluginContext, reaction: Reaction): void | Promise<void>;

  /**
   * RunDataRetention is invoked during a DataRetentionJob.
   *
   * Minimum server version: 6.4
   */
  runDataRetention?(nowTime: number, batchSize: number): number | Promise<number>;

  /**
   * ScheduledPostWillBeCreated is invoked before a scheduled post is committed. Fires from the
   * app-layer SaveScheduledPost and UpdateScheduledPost paths.
   *
   * Return value semantics match MessageWillBePosted.
   *
   * Minimum server version: 11.9
   */
  scheduledPostWillBeCreated?(c: PluginContext, scheduledPost: ScheduledPost): readonly [Input<ScheduledPost> | undefined, string] | Promise<readonly [Input<ScheduledPost> | undefined, string]>;

  /**
   * TeamMemberWillBeAdded is invoked before a member is added to a team, allowing
   * plugins to modify the team member or reject the addition.
   *
   * To reject the addition, return a non-empty string describing why it was rejected.
   * To modify the member, return the replacement, non-nil *model.TeamMember and an empty string.
   * To allow the addition without modification, return a nil *model.TeamMember and an empty string.
   *
   * Minimum server version: 11.7
   */
  teamMemberWillBeAdded?(c: PluginContext, teamMember: TeamMember): readonly [Input<TeamMember> | undefined, string] | Promise<readonly [Input<TeamMember> | undefined, string]>;

  /**
   * UserHasBeenCreated is invoked after a user was created.
   *
   * Minimum server version: 5.10
   */
  userHasBeenCreated?(c: PluginContext, user: User): void | Promise<void>;

  /**
   * UserHasBeenDeactivated is invoked when a user is deactivated.
   *
   * Minimum server version: 9.1
   */
  userHasBeenDeactivated?(c: PluginContext, user: User): void | Promise<void>;

  /**
   * UserHasJoinedChannel is invoked after the membership has been committed to the database.
   * If actor is not nil, the user was invited to the channel by the actor.
   *
   * Minimum server version: 5.2
   */
  userHasJoinedChannel?(c: PluginContext, channelMember: ChannelMember, actor: User): void | Promise<void>;

  /**
   * UserHasJoinedTeam is invoked after the membership has been committed to the database.
   * If actor is not nil, the user was added to the team by the actor.
   *
   * Minimum server version: 5.2
   */
  userHasJoinedTeam?(c: PluginContext, teamMember: TeamMember, actor: User): void | Promise<void>;

  /**
   * UserHasLeftChannel is invoked after the membership has been removed from the database.
   * If actor is not nil, the user was removed from the channel by the actor.
   *
   * Minimum server version: 5.2
   */
  userHasLeftChannel?(c: PluginContext, channelMember: ChannelMember, actor: User): void | Promise<void>;

  /**
   * UserHasLeftTeam is invoked after the membership has been removed from the database.
   * If actor is not nil, the user was removed from the team by the actor.
   *
   * Minimum server version: 5.2
   */
  userHasLeftTeam?(c: PluginContext, teamMember: TeamMember, actor: User): void | Promise<void>;

  /**
   * UserHasLoggedIn is invoked after a user has logged in.
   *
   * Minimum server version: 5.2
   */
  userHasLoggedIn?(c: PluginContext, user: User): void | Promise<void>;

  /**
   * UserWillLogIn before the login of the user is returned. Returning a non empty string will reject the login event.
   * If you don't need to reject the login event, see UserHasLoggedIn
   *
   * Minimum server version: 5.2
   */
  userWillLogIn?(c: PluginContext, user: User): string | Promise<string>;

  /**
   * WebSocketMessageHasBeenPosted is invoked when a websocket message is received.
   *
   * Minimum server version: 6.0
   */
  webSocketMessageHasBeenPosted?(webConnID: string, userID: string, req: WebSocketRequest): void | Promise<void>;
}
