// What Mattermost and a plugin say to each other, read from its Go module v0.4.3.
// Made by `npm run generate`; do not edit.
// inputs sha256 f67484336de9402e97079242c0762a3d781f510239d5800197647038e77b8f75

import type { Input } from '../input.ts';
import type {
  AuditRecord,
  Bot,
  BotGetOptions,
  BotPatch,
  Channel,
  ChannelMember,
  ChannelMemberIdentifier,
  ChannelStats,
  Command,
  CommandArgs,
  CommandResponse,
  Config,
  CreateDefaultMembershipParams,
  CustomStatus,
  Emoji,
  FileInfo,
  GetFileInfosOptions,
  GetPostsSinceForSyncCursor,
  Group,
  GroupMember,
  GroupSearchOpts,
  GroupSyncable,
  License,
  Manifest,
  OAuthApp,
  OpenDialogRequest,
  OrderedSidebarCategories,
  Permission,
  PluginClusterEvent,
  PluginClusterEventSendOptions,
  PluginKVSetOptions,
  PluginStatus,
  Post,
  PostList,
  PostSearchResults,
  Preference,
  ProductLimits,
  PropertyField,
  PropertyFieldSearchOpts,
  PropertyGroup,
  PropertyValue,
  PropertyValueSearchOpts,
  PushNotification,
  Reaction,
  RegisterPluginOpts,
  SearchParameter,
  SearchParams,
  SendToastMessageOptions,
  Session,
  SharedChannel,
  SidebarCategoryWithChannels,
  Status,
  SyncMsg,
  SyncResponse,
  Team,
  TeamMember,
  TeamMemberWithError,
  TeamStats,
  TeamUnread,
  UploadSession,
  User,
  UserAccessToken,
  UserAuth,
  UserGetOptions,
  UserSearch,
  V2Level,
  ViewUsersRestrictions,
  WebsocketBroadcast,
} from './types.ts';

export interface PlainApi {
  /**
   * AddChannelMember joins a user to a channel (as if they joined themselves)
   * This means the user will not receive notifications for joining the channel.
   *
   * @tag Channel
   * @tag User
   * Minimum server version: 5.2
   */
  addChannelMember(channelId: string, userID: string): Promise<ChannelMember>;

  /**
   * AddReaction add a reaction to a post.
   *
   * @tag Post
   * Minimum server version: 5.3
   */
  addReaction(reaction: Input<Reaction>): Promise<Reaction>;

  /**
   * AddUserToChannel adds a user to a channel as if the specified user had invited them.
   * This means the user will receive the regular notifications for being added to the channel.
   *
   * @tag User
   * @tag Channel
   * Minimum server version: 5.18
   */
  addUserToChannel(channelId: string, userID: string, asUserId: string): Promise<ChannelMember>;

  /**
   * CopyFileInfos duplicates the FileInfo objects referenced by the given file ids,
   * recording the given user id as the new creator and returning the new set of file ids.
   *
   * The duplicate FileInfo objects are not initially linked to a post, but may now be passed
   * to CreatePost. Use this API to duplicate a post and its file attachments without
   * actually duplicating the uploaded files.
   *
   * @tag File
   * @tag User
   * Minimum server version: 5.2
   */
  copyFileInfos(userID: string, fileIds: Input<string[]>): Promise<string[]>;

  /**
   * CountPropertyFields counts property fields for a group.
   *
   * @tag PropertyField
   * Minimum server version: 11.0
   */
  countPropertyFields(groupID: string, includeDeleted: boolean): Promise<number>;

  /**
   * CountPropertyFieldsForTarget counts property fields for a specific target.
   *
   * @tag PropertyField
   * Minimum server version: 11.0
   */
  countPropertyFieldsForTarget(groupID: string, targetType: string, targetID: string, includeDeleted: boolean): Promise<number>;

  /**
   * CreateBot creates the given bot and corresponding user.
   *
   * @tag Bot
   * Minimum server version: 5.10
   */
  createBot(bot: Input<Bot>): Promise<Bot>;

  /**
   * CreateChannel creates a channel.
   *
   * @tag Channel
   * Minimum server version: 5.2
   */
  createChannel(channel: Input<Channel>): Promise<Channel>;

  /**
   * CreateChannelSidebarCategory creates a new sidebar category for a set of channels.
   *
   * @tag ChannelSidebar
   * Minimum server version: 5.38
   */
  createChannelSidebarCategory(userID: string, teamID: string, newCategory: Input<SidebarCategoryWithChannels>): Promise<SidebarCategoryWithChannels>;

  /**
   * CreateCommand creates a server-owned slash command that is not handled by the plugin
   * itself, and which will persist past the life of the plugin. The command will have its
   * CreatorId set to "" and its PluginId set to the id of the plugin that created it.
   *
   * @tag SlashCommand
   * Minimum server version: 5.28
   */
  createCommand(cmd: Input<Command>): Promise<Command>;

  /**
   * CreateDefaultSyncableMemberships creates default syncable memberships based off the provided parameters.
   *
   * @tag Group
   * Minimum server version: 10.9
   */
  createDefaultSyncableMemberships(params: Input<CreateDefaultMembershipParams>): Promise<void>;

  /**
   * CreateGroup creates a new group.
   *
   * @tag Group
   * Minimum server version: 10.7
   */
  createGroup(group: Input<Group>): Promise<Group>;

  /**
   * CreateOAuthApp creates a new OAuth App.
   *
   * @tag OAuth
   * Minimum server version: 5.38
   */
  createOAuthApp(app: Input<OAuthApp>): Promise<OAuthApp>;

  /**
   * CreatePost creates a post.
   *
   * @tag Post
   * Minimum server version: 5.2
   */
  createPost(post: Input<Post>): Promise<Post>;

  /**
   * CreatePropertyField creates a new property field.
   *
   * If the field's LinkedFieldID is set, the field inherits type, options,
   * and security attributes from the referenced template field. The source
   * must be a template field in the same group, must not itself be linked,
   * and must not be deleted.
   *
   * @tag PropertyField
   * Minimum server version: 10.10
   */
  createPropertyField(field: Input<PropertyField>): Promise<PropertyField>;

  /**
   * CreatePropertyValue creates a new property value.
   *
   * @tag PropertyValue
   * Minimum server version: 10.10
   */
  createPropertyValue(value: Input<PropertyValue>): Promise<PropertyValue>;

  /**
   * CreateSession creates a new user session.
   *
   * @tag User
   * Minimum server version: 6.2
   */
  createSession(session: Input<Session>): Promise<Session>;

  /**
   * CreateTeam creates a team.
   *
   * @tag Team
   * Minimum server version: 5.2
   */
  createTeam(team: Input<Team>): Promise<Team>;

  /**
   * CreateTeamMember creates a team membership.
   *
   * @tag Team
   * @tag User
   * Minimum server version: 5.2
   */
  createTeamMember(teamID: string, userID: string): Promise<TeamMember>;

  /**
   * CreateTeamMembers creates a team membership for all provided user ids.
   *
   * @tag Team
   * @tag User
   * Minimum server version: 5.2
   */
  createTeamMembers(teamID: string, userIds: Input<string[]>, requestorId: string): Promise<TeamMember[]>;

  /**
   * CreateTeamMembersGracefully creates a team membership for all provided user ids and reports the users that were not added.
   *
   * @tag Team
   * @tag User
   * Minimum server version: 5.20
   */
  createTeamMembersGracefully(teamID: string, userIds: Input<string[]>, requestorId: string): Promise<TeamMemberWithError[]>;

  /**
   * CreateUploadSession creates and returns a new (resumable) upload session.
   *
   * @tag Upload
   * Minimum server version: 7.6
   */
  createUploadSession(us: Input<UploadSession>): Promise<UploadSession>;

  /**
   * CreateUser creates a user.
   *
   * @tag User
   * Minimum server version: 5.2
   */
  createUser(user: Input<User>): Promise<User>;

  /**
   * CreateUserAccessToken creates a new access token.
   * @tag User
   * Minimum server version: 5.38
   */
  createUserAccessToken(token: Input<UserAccessToken>): Promise<UserAccessToken>;

  /**
   * DeleteChannel deletes a channel.
   *
   * @tag Channel
   * Minimum server version: 5.2
   */
  deleteChannel(channelId: string): Promise<void>;

  /**
   * DeleteChannelMember deletes a channel membership for a user.
   *
   * @tag Channel
   * @tag User
   * Minimum server version: 5.2
   */
  deleteChannelMember(channelId: string, userID: string): Promise<void>;

  /**
   * DeleteCommand deletes a slash command (commandID).
   *
   * @tag SlashCommand
   * Minimum server version: 5.28
   */
  deleteCommand(commandID: string): Promise<void>;

  /**
   * DeleteEphemeralPost deletes an ephemeral message previously sent to the user.
   * EXPERIMENTAL: This API is experimental and can be changed without advance notice.
   *
   * @tag Post
   * Minimum server version: 5.2
   */
  deleteEphemeralPost(userID: string, postId: string): Promise<void>;

  /**
   * DeleteGroup soft deletes a group.
   *
   * @tag Group
   * Minimum server version: 10.7
   */
  deleteGroup(groupID: string): Promise<Group>;

  /**
   * DeleteGroupConstrainedMemberships deletes team and channel memberships of users who aren't members of the allowed groups of all group-constrained teams and channels.
   *
   * @tag Group
   * Minimum server version: 10.9
   */
  deleteGroupConstrainedMemberships(): Promise<void>;

  /**
   * DeleteGroupMember removes a user from a group.
   *
   * @tag Group
   * @tag User
   * Minimum server version: 10.7
   */
  deleteGroupMember(groupID: string, userID: string): Promise<GroupMember>;

  /**
   * DeleteGroupSyncable deletes a group syncable.
   *
   * @tag Group
   * Minimum server version: 10.7
   */
  deleteGroupSyncable(groupID: string, syncableID: string, syncableType: string): Promise<GroupSyncable>;

  /**
   * DeleteOAuthApp deletes an existing OAuth App by id.
   *
   * @tag OAuth
   * Minimum server version: 5.38
   */
  deleteOAuthApp(appID: string): Promise<void>;

  /**
   * DeletePost deletes a post.
   *
   * @tag Post
   * Minimum server version: 5.2
   */
  deletePost(postId: string): Promise<void>;

  /**
   * DeletePreferencesForUser deletes a user's preferences.
   *
   * @tag User
   * @tag Preference
   * Minimum server version: 5.26
   */
  deletePreferencesForUser(userID: string, preferences: Input<Preference[]>): Promise<void>;

  /**
   * DeletePropertyField deletes a property field (soft delete).
   *
   * Returns an error if the field has active linked dependents. Unlink or
   * delete dependent fields first.
   *
   * @tag PropertyField
   * Minimum server version: 10.10
   */
  deletePropertyField(groupID: string, fieldID: string): Promise<void>;

  /**
   * DeletePropertyValue deletes a property value (soft delete).
   *
   * @tag PropertyValue
   * Minimum server version: 10.10
   */
  deletePropertyValue(groupID: string, valueID: string): Promise<void>;

  /**
   * DeletePropertyValuesForField deletes all property values for a specific field.
   *
   * @tag PropertyValue
   * Minimum server version: 10.10
   */
  deletePropertyValuesForField(groupID: string, fieldID: string): Promise<void>;

  /**
   * DeletePropertyValuesForTarget deletes all property values for a specific target.
   *
   * @tag PropertyValue
   * Minimum server version: 10.10
   */
  deletePropertyValuesForTarget(groupID: string, targetType: string, targetID: string): Promise<void>;

  /**
   * DeleteTeam deletes a team.
   *
   * @tag Team
   * Minimum server version: 5.2
   */
  deleteTeam(teamID: string): Promise<void>;

  /**
   * DeleteTeamMember deletes a team membership.
   *
   * @tag Team
   * @tag User
   * Minimum server version: 5.2
   */
  deleteTeamMember(teamID: string, userID: string, requestorId: string): Promise<void>;

  /**
   * DeleteUser deletes a user.
   *
   * @tag User
   * Minimum server version: 5.2
   */
  deleteUser(userID: string): Promise<void>;

  /**
   * DisablePlugin will disable an enabled plugin.
   *
   * @tag Plugin
   * Minimum server version: 5.6
   */
  disablePlugin(id: string): Promise<void>;

  /**
   * EnablePlugin will enable an plugin installed.
   *
   * @tag Plugin
   * Minimum server version: 5.6
   */
  enablePlugin(id: string): Promise<void>;

  /**
   * EnsureBotUser updates the bot if it exists, otherwise creates it.
   *
   * Minimum server version: 7.1
   */
  ensureBotUser(bot: Input<Bot>): Promise<string>;

  /**
   * ExecuteSlashCommand executes a slash command with the given parameters.
   *
   * @tag Command
   * Minimum server version: 5.26
   */
  executeSlashCommand(commandArgs: Input<CommandArgs>): Promise<CommandResponse>;

  /**
   * ExtendSessionExpiry extends the duration of an existing session.
   *
   * @tag User
   * Minimum server version: 6.2
   */
  extendSessionExpiry(sessionID: string, newExpiry: number): Promise<void>;

  /**
   * GetBot returns the given bot.
   *
   * @tag Bot
   * Minimum server version: 5.10
   */
  getBot(botUserId: string, includeDeleted: boolean): Promise<Bot>;

  /**
   * GetBots returns the requested page of bots.
   *
   * @tag Bot
   * Minimum server version: 5.10
   */
  getBots(options: Input<BotGetOptions>): Promise<Bot[]>;

  /**
   * GetBundlePath returns the absolute path where the plugin's bundle was unpacked.
   *
   * @tag Plugin
   * Minimum server version: 5.10
   */
  getBundlePath(): Promise<string>;

  /**
   * GetChannel gets a channel.
   *
   * @tag Channel
   * Minimum server version: 5.2
   */
  getChannel(channelId: string): Promise<Channel>;

  /**
   * GetChannelByName gets a channel by its name, given a team id.
   *
   * @tag Channel
   * Minimum server version: 5.2
   */
  getChannelByName(teamID: string, name: string, includeDeleted: boolean): Promise<Channel>;

  /**
   * GetChannelByNameForTeamName gets a channel by its name, given a team name.
   *
   * @tag Channel
   * @tag Team
   * Minimum server version: 5.2
   */
  getChannelByNameForTeamName(teamName: string, channelName: string, includeDeleted: boolean): Promise<Channel>;

  /**
   * GetChannelMember gets a channel membership for a user.
   *
   * @tag Channel
   * @tag User
   * Minimum server version: 5.2
   */
  getChannelMember(channelId: string, userID: string): Promise<ChannelMember>;

  /**
   * GetChannelMembers gets a channel membership for all users.
   *
   * @tag Channel
   * @tag User
   * Minimum server version: 5.6
   */
  getChannelMembers(channelId: string, page: number, perPage: number): Promise<ChannelMember[]>;

  /**
   * GetChannelMembersByIds gets a channel membership for a particular User
   *
   * @tag Channel
   * @tag User
   * Minimum server version: 5.6
   */
  getChannelMembersByIds(channelId: string, userIds: Input<string[]>): Promise<ChannelMember[]>;

  /**
   * GetChannelMembersForUser returns all channel memberships on a team for a user.
   *
   * @tag Channel
   * @tag User
   * Minimum server version: 5.10
   */
  getChannelMembersForUser(teamID: string, userID: string, page: number, perPage: number): Promise<ChannelMember[]>;

  /**
   * GetChannelSidebarCategories returns sidebar categories.
   *
   * @tag ChannelSidebar
   * Minimum server version: 5.38
   */
  getChannelSidebarCategories(userID: string, teamID: string): Promise<OrderedSidebarCategories>;

  /**
   * GetChannelStats gets statistics for a channel.
   *
   * @tag Channel
   * Minimum server version: 5.6
   */
  getChannelStats(channelId: string): Promise<ChannelStats>;

  /**
   * GetChannelsForTeamForUser  gets a list of channels for given user ID in given team ID, including DMs.
   * If an empty string is passed as the team ID, the user's channels on all teams and their DMs will be returned.
   *
   * @tag Channel
   * @tag Team
   * @tag User
   * Minimum server version: 5.6
   */
  getChannelsForTeamForUser(teamID: string, userID: string, includeDeleted: boolean): Promise<Channel[]>;

  /**
   * GetCloudLimits gets limits associated with a cloud workspace, if any
   *
   * Minimum server version: 7.0
   */
  getCloudLimits(): Promise<ProductLimits>;

  /**
   * GetCommand returns the command definition based on a command id string.
   *
   * @tag SlashCommand
   * Minimum server version: 5.28
   */
  getCommand(commandID: string): Promise<Command>;

  /**
   * GetConfig fetches the currently persisted config
   *
   * @tag Configuration
   * Minimum server version: 5.2
   */
  getConfig(): Promise<Config | undefined>;

  /**
   * GetDiagnosticId returns a unique identifier used by the server for diagnostic reports.
   *
   * @tag Server
   * Minimum server version: 5.10
   */
  getDiagnosticId(): Promise<string>;

  /**
   * GetDirectChannel gets a direct message channel.
   * If the channel does not exist it will create it.
   *
   * @tag Channel
   * @tag User
   * Minimum server version: 5.2
   */
  getDirectChannel(userId1: string, userId2: string): Promise<Channel>;

  /**
   * GetEmoji returns a custom emoji based on the emojiId string.
   *
   * @tag Emoji
   * Minimum server version: 5.6
   */
  getEmoji(emojiId: string): Promise<Emoji>;

  /**
   * GetEmojiByName gets an emoji by it's name.
   *
   * @tag Emoji
   * Minimum server version: 5.6
   */
  getEmojiByName(name: string): Promise<Emoji>;

  /**
   * GetEmojiImage returns the emoji image.
   *
   * @tag Emoji
   * Minimum server version: 5.6
   */
  getEmojiImage(emojiId: string): Promise<[Uint8Array, string]>;

  /**
   * GetEmojiList returns a page of custom emoji on the system.
   *
   * The sortBy parameter can be: "name".
   *
   * @tag Emoji
   * Minimum server version: 5.6
   */
  getEmojiList(sortBy: string, page: number, perPage: number): Promise<Emoji[]>;

  /**
   * GetFile gets content of a file by it's ID
   *
   * @tag File
   * Minimum server version: 5.8
   */
  getFile(fileId: string): Promise<Uint8Array>;

  /**
   * GetFileInfo gets a File Info for a specific fileId
   *
   * @tag File
   * Minimum server version: 5.3
   */
  getFileInfo(fileId: string): Promise<FileInfo>;

  /**
   * GetFileInfos gets File Infos with options
   *
   * @tag File
   * Minimum server version: 5.22
   */
  getFileInfos(page: number, perPage: number, opt: Input<GetFileInfosOptions>): Promise<FileInfo[]>;

  /**
   * GetFileLink gets the public link to a file by fileId.
   *
   * @tag File
   * Minimum server version: 5.6
   */
  getFileLink(fileId: string): Promise<string>;

  /**
   * GetGroup gets a group by ID.
   *
   * @tag Group
   * Minimum server version: 5.18
   */
  getGroup(groupId: string): Promise<Group>;

  /**
   * GetGroupByName gets a group by name.
   *
   * @tag Group
   * Minimum server version: 5.18
   */
  getGroupByName(name: string): Promise<Group>;

  /**
   * GetGroupByRemoteID gets a group by its remote ID.
   *
   * @tag Group
   * Minimum server version: 10.7
   */
  getGroupByRemoteID(remoteID: string, groupSource: string): Promise<Group>;

  /**
   * GetGroupChannel gets a group message channel.
   * If the channel does not exist it will create it.
   *
   * @tag Channel
   * @tag User
   * Minimum server version: 5.2
   */
  getGroupChannel(userIds: Input<string[]>): Promise<Channel>;

  /**
   * GetGroupMemberUsers gets a page of users belonging to the given group.
   *
   * @tag Group
   * Minimum server version: 5.35
   */
  getGroupMemberUsers(groupID: string, page: number, perPage: number): Promise<User[]>;

  /**
   * GetGroupSyncable gets a group syncable.
   *
   * @tag Group
   * Minimum server version: 10.7
   */
  getGroupSyncable(groupID: string, syncableID: string, syncableType: string): Promise<GroupSyncable>;

  /**
   * GetGroupSyncables gets all group syncables for the given group.
   *
   * @tag Group
   * Minimum server version: 10.7
   */
  getGroupSyncables(groupID: string, syncableType: string): Promise<GroupSyncable[]>;

  /**
   * GetGroups returns a list of all groups with the given options and restrictions.
   *
   * @tag Group
   * Minimum server version: 10.7
   */
  getGroups(page: number, perPage: number, opts: Input<GroupSearchOpts>, viewRestrictions: Input<ViewUsersRestrictions>): Promise<Group[]>;

  /**
   * GetGroupsBySource gets a list of all groups for the given source.
   *
   * @tag Group
   * Minimum server version: 5.35
   */
  getGroupsBySource(groupSource: string): Promise<Group[]>;

  /**
   * GetGroupsForUser gets the groups a user is in.
   *
   * @tag Group
   * @tag User
   * Minimum server version: 5.18
   */
  getGroupsForUser(userID: string): Promise<Group[]>;

  /**
   * GetLDAPUserAttributes will return LDAP attributes for a user.
   * The attributes parameter should be a list of attributes to pull.
   * Returns a map with attribute names as keys and the user's attributes as values.
   * Requires an enterprise license, LDAP to be configured and for the user to use LDAP as an authentication method.
   *
   * @tag User
   * Minimum server version: 5.3
   */
  getLDAPUserAttributes(userID: string, attributes: Input<string[]>): Promise<Record<string, string>>;

  /**
   * GetLicense returns the current license used by the Mattermost server. Returns nil if
   * the server does not have a license.
   *
   * @tag Server
   * Minimum server version: 5.10
   */
  getLicense(): Promise<License | undefined>;

  /**
   * GetOAuthApp gets an existing OAuth App by id.
   *
   * @tag OAuth
   * Minimum server version: 5.38
   */
  getOAuthApp(appID: string): Promise<OAuthApp>;

  /**
   * GetPluginConfig fetches the currently persisted config of plugin
   *
   * @tag Plugin
   * Minimum server version: 5.6
   */
  getPluginConfig(): Promise<Record<string, unknown>>;

  /**
   * GetPluginID returns the plugin ID.
   *
   * @tag Plugin
   * Minimum server version: 10.1
   */
  getPluginID(): Promise<string>;

  /**
   * GetPluginStatus will return the status of a plugin.
   *
   * @tag Plugin
   * Minimum server version: 5.6
   */
  getPluginStatus(id: string): Promise<PluginStatus>;

  /**
   * GetPlugins will return a list of plugin manifests for currently active plugins.
   *
   * @tag Plugin
   * Minimum server version: 5.6
   */
  getPlugins(): Promise<Manifest[]>;

  /**
   * GetPost gets a post.
   *
   * @tag Post
   * Minimum server version: 5.2
   */
  getPost(postId: string): Promise<Post>;

  /**
   * GetPostThread gets a post with all the other posts in the same thread.
   *
   * @tag Post
   * Minimum server version: 5.6
   */
  getPostThread(postId: string): Promise<PostList>;

  /**
   * GetPostsAfter gets a page of posts that were posted after the post provided.
   *
   * @tag Post
   * @tag Channel
   * Minimum server version: 5.6
   */
  getPostsAfter(channelId: string, postId: string, page: number, perPage: number): Promise<PostList>;

  /**
   * GetPostsBefore gets a page of posts that were posted before the post provided.
   *
   * @tag Post
   * @tag Channel
   * Minimum server version: 5.6
   */
  getPostsBefore(channelId: string, postId: string, page: number, perPage: number): Promise<PostList>;

  /**
   * GetPostsForChannel gets a list of posts for a channel.
   *
   * @tag Post
   * @tag Channel
   * Minimum server version: 5.6
   */
  getPostsForChannel(channelId: string, page: number, perPage: number): Promise<PostList>;

  /**
   * GetPostsSince gets posts created after a specified time as Unix time in milliseconds.
   *
   * @tag Post
   * @tag Channel
   * Minimum server version: 5.6
   */
  getPostsSince(channelId: string, time: number): Promise<PostList>;

  /**
   * GetPreferenceForUser gets a single preference for a user. An error is returned if the user has no preference
   * set with the given category and name, an error is returned.
   *
   * @tag User
   * @tag Preference
   * Minimum server version: 9.5
   */
  getPreferenceForUser(userID: string, category: string, name: string): Promise<Preference>;

  /**
   * GetPreferencesForUser gets a user's preferences.
   *
   * @tag User
   * @tag Preference
   * Minimum server version: 5.26
   */
  getPreferencesForUser(userID: string): Promise<Preference[]>;

  /**
   * GetProfileImage gets user's profile image.
   *
   * @tag User
   * Minimum server version: 5.6
   */
  getProfileImage(userID: string): Promise<Uint8Array>;

  /**
   * GetPropertyField gets a property field by groupID and fieldID.
   *
   * @tag PropertyField
   * Minimum server version: 10.10
   */
  getPropertyField(groupID: string, fieldID: string): Promise<PropertyField>;

  /**
   * GetPropertyFieldByName gets a property field by groupID, targetID and name.
   *
   * @tag PropertyField
   * Minimum server version: 10.10
   */
  getPropertyFieldByName(groupID: string, targetID: string, name: string): Promise<PropertyField>;

  /**
   * GetPropertyFields gets multiple property fields by groupID and a list of IDs.
   *
   * @tag PropertyField
   * Minimum server version: 10.10
   */
  getPropertyFields(groupID: string, ids: Input<string[]>): Promise<PropertyField[]>;

  /**
   * GetPropertyGroup gets a property group by name.
   *
   * @tag PropertyGroup
   * Minimum server version: 10.10
   */
  getPropertyGroup(name: string): Promise<PropertyGroup>;

  /**
   * GetPropertyValue gets a property value by groupID and valueID.
   *
   * @tag PropertyValue
   * Minimum server version: 10.10
   */
  getPropertyValue(groupID: string, valueID: string): Promise<PropertyValue>;

  /**
   * GetPropertyValues gets multiple property values by groupID and a list of IDs.
   *
   * @tag PropertyValue
   * Minimum server version: 10.10
   */
  getPropertyValues(groupID: string, ids: Input<string[]>): Promise<PropertyValue[]>;

  /**
   * GetPublicChannelsForTeam gets a list of all channels.
   *
   * @tag Channel
   * @tag Team
   * Minimum server version: 5.2
   */
  getPublicChannelsForTeam(teamID: string, page: number, perPage: number): Promise<Channel[]>;

  /**
   * GetReaction get the reactions of a post.
   *
   * @tag Post
   * Minimum server version: 5.3
   */
  getReactions(postId: string): Promise<Reaction[]>;

  /**
   * GetServerVersion return the current Mattermost server version
   *
   * @tag Server
   * Minimum server version: 5.4
   */
  getServerVersion(): Promise<string>;

  /**
   * GetSession returns the session object for the Session ID
   *
   * Minimum server version: 5.2
   */
  getSession(sessionID: string): Promise<Session>;

  /**
   * GetSystemInstallDate returns the time that Mattermost was first installed and ran.
   *
   * @tag Server
   * Minimum server version: 5.10
   */
  getSystemInstallDate(): Promise<number>;

  /**
   * GetTeam gets a team.
   *
   * @tag Team
   * Minimum server version: 5.2
   */
  getTeam(teamID: string): Promise<Team>;

  /**
   * GetTeamByName gets a team by its name.
   *
   * @tag Team
   * Minimum server version: 5.2
   */
  getTeamByName(name: string): Promise<Team>;

  /**
   * GetTeamIcon gets the team icon.
   *
   * @tag Team
   * Minimum server version: 5.6
   */
  getTeamIcon(teamID: string): Promise<Uint8Array>;

  /**
   * GetTeamMember returns a specific membership.
   *
   * @tag Team
   * @tag User
   * Minimum server version: 5.2
   */
  getTeamMember(teamID: string, userID: string): Promise<TeamMember>;

  /**
   * GetTeamMembers returns the memberships of a specific team.
   *
   * @tag Team
   * @tag User
   * Minimum server version: 5.2
   */
  getTeamMembers(teamID: string, page: number, perPage: number): Promise<TeamMember[]>;

  /**
   * GetTeamMembersForUser returns all team memberships for a user.
   *
   * @tag Team
   * @tag User
   * Minimum server version: 5.10
   */
  getTeamMembersForUser(userID: string, page: number, perPage: number): Promise<TeamMember[]>;

  /**
   * GetTeamStats gets a team's statistics
   *
   * @tag Team
   * Minimum server version: 5.8
   */
  getTeamStats(teamID: string): Promise<TeamStats>;

  /**
   * GetTeam gets all teams.
   *
   * @tag Team
   * Minimum server version: 5.2
   */
  getTeams(): Promise<Team[]>;

  /**
   * GetTeamsForUser returns list of teams of given user ID.
   *
   * @tag Team
   * @tag User
   * Minimum server version: 5.6
   */
  getTeamsForUser(userID: string): Promise<Team[]>;

  /**
   * GetTeamsUnreadForUser gets the unread message and mention counts for each team to which the given user belongs.
   *
   * @tag Team
   * @tag User
   * Minimum server version: 5.6
   */
  getTeamsUnreadForUser(userID: string): Promise<TeamUnread[]>;

  /**
   * GetTelemetryId returns a unique identifier used by the server for telemetry reports.
   *
   * @tag Server
   * Minimum server version: 5.28
   */
  getTelemetryId(): Promise<string>;

  /**
   * GetUnsanitizedConfig fetches the currently persisted config without removing secrets.
   *
   * @tag Configuration
   * Minimum server version: 5.16
   */
  getUnsanitizedConfig(): Promise<Config | undefined>;

  /**
   * GetUploadSession returns the upload session for the provided id.
   *
   * @tag Upload
   * Minimum server version: 7.6
   */
  getUploadSession(uploadID: string): Promise<UploadSession>;

  /**
   * GetUser gets a user.
   *
   * @tag User
   * Minimum server version: 5.2
   */
  getUser(userID: string): Promise<User>;

  /**
   * GetUserByEmail gets a user by their email address.
   *
   * @tag User
   * Minimum server version: 5.2
   */
  getUserByEmail(email: string): Promise<User>;

  /**
   * GetUserByUsername gets a user by their username.
   *
   * @tag User
   * Minimum server version: 5.2
   */
  getUserByUsername(name: string): Promise<User>;

  /**
   * GetUserStatus will get a user's status.
   *
   * @tag User
   * Minimum server version: 5.2
   */
  getUserStatus(userID: string): Promise<Status>;

  /**
   * GetUserStatusesByIds will return a list of user statuses based on the provided slice of user IDs.
   *
   * @tag User
   * Minimum server version: 5.2
   */
  getUserStatusesByIds(userIds: Input<string[]>): Promise<Status[]>;

  /**
   * GetUsers a list of users based on search options.
   *
   * Not all fields in UserGetOptions are supported by this API.
   *
   * @tag User
   * Minimum server version: 5.10
   */
  getUsers(options: Input<UserGetOptions>): Promise<User[]>;

  /**
   * GetUsersByIds gets a list of users by their IDs.
   *
   * @tag User
   * Minimum server version: 9.8
   */
  getUsersByIds(userIDs: Input<string[]>): Promise<User[]>;

  /**
   * GetUsersByUsernames gets users by their usernames.
   *
   * @tag User
   * Minimum server version: 5.6
   */
  getUsersByUsernames(usernames: Input<string[]>): Promise<User[]>;

  /**
   * GetUsersInChannel returns a page of users in a channel. Page counting starts at 0.
   * The sortBy parameter can be: "username" or "status".
   *
   * @tag User
   * @tag Channel
   * Minimum server version: 5.6
   */
  getUsersInChannel(channelID: string, sortBy: string, page: number, perPage: number): Promise<User[]>;

  /**
   * GetUsersInTeam gets users in team.
   *
   * @tag User
   * @tag Team
   * Minimum server version: 5.6
   */
  getUsersInTeam(teamID: string, page: number, perPage: number): Promise<User[]>;

  /**
   * HasPermissionTo check if the user has the permission at system scope.
   *
   * @tag User
   * Minimum server version: 5.3
   */
  hasPermissionTo(userID: string, permission: Input<Permission>): Promise<boolean>;

  /**
   * HasPermissionToChannel check if the user has the permission at channel scope.
   *
   * @tag User
   * @tag Channel
   * Minimum server version: 5.3
   */
  hasPermissionToChannel(userID: string, channelId: string, permission: Input<Permission>): Promise<boolean>;

  /**
   * HasPermissionToTeam check if the user has the permission at team scope.
   *
   * @tag User
   * @tag Team
   * Minimum server version: 5.3
   */
  hasPermissionToTeam(userID: string, teamID: string, permission: Input<Permission>): Promise<boolean>;

  /**
   * InviteRemoteToChannel invites a remote, or this plugin, as a target for synchronizing. Once invited, the
   * remote will start to receive synchronization messages for any changed content in the specified channel.
   * If `shareIfNotShared` is true, the channel's shared flag will be set, if not already.
   *
   * @tag SharedChannels
   * Minimum server version: 9.5
   */
  inviteRemoteToChannel(channelID: string, remoteID: string, userID: string, shareIfNotShared: boolean): Promise<void>;

  /**
   * IsEnterpriseReady returns true if the Mattermost server is configured as Enterprise Ready.
   *
   * @tag Server
   * Minimum server version: 5.10
   */
  isEnterpriseReady(): Promise<boolean>;

  /**
   * KVCompareAndDelete deletes a key-value pair, unique per plugin, but only if the current value matches the given oldValue.
   * Returns (false, err) if DB error occurred
   * Returns (false, nil) if current value != oldValue or key does not exist when deleting
   * Returns (true, nil) if current value == oldValue and the key was deleted
   *
   * @tag KeyValueStore
   * Minimum server version: 5.16
   */
  kvCompareAndDelete(key: string, oldValue: Uint8Array): Promise<boolean>;

  /**
   * KVCompareAndSet updates a key-value pair, unique per plugin, but only if the current value matches the given oldValue.
   * Inserts a new key if oldValue == nil.
   * Returns (false, err) if DB error occurred
   * Returns (false, nil) if current value != oldValue or key already exists when inserting
   * Returns (true, nil) if current value == oldValue or new key is inserted
   *
   * @tag KeyValueStore
   * Minimum server version: 5.12
   */
  kvCompareAndSet(key: string, oldValue: Uint8Array, newValue: Uint8Array): Promise<boolean>;

  /**
   * KVDelete removes a key-value pair, unique per plugin. Returns nil for non-existent keys.
   *
   * @tag KeyValueStore
   * Minimum server version: 5.2
   */
  kvDelete(key: string): Promise<void>;

  /**
   * KVDeleteAll removes all key-value pairs for a plugin.
   *
   * @tag KeyValueStore
   * Minimum server version: 5.6
   */
  kvDeleteAll(): Promise<void>;

  /**
   * KVGet retrieves a value based on the key, unique per plugin. Returns nil for non-existent keys.
   *
   * @tag KeyValueStore
   * Minimum server version: 5.2
   */
  kvGet(key: string): Promise<Uint8Array>;

  /**
   * KVList lists all keys for a plugin.
   *
   * @tag KeyValueStore
   * Minimum server version: 5.6
   */
  kvList(page: number, perPage: number): Promise<string[]>;

  /**
   * KVSet stores a key-value pair, unique per plugin.
   * Provided helper functions and internal plugin code will use the prefix `mmi_` before keys. Do not use this prefix.
   *
   * @tag KeyValueStore
   * Minimum server version: 5.2
   */
  kvSet(key: string, value: Uint8Array): Promise<void>;

  /**
   * KVSet stores a key-value pair with an expiry time, unique per plugin.
   *
   * @tag KeyValueStore
   * Minimum server version: 5.6
   */
  kvSetWithExpiry(key: string, value: Uint8Array, expireInSeconds: number): Promise<void>;

  /**
   * KVSetWithOptions stores a key-value pair, unique per plugin, according to the given options.
   * Returns (false, err) if DB error occurred
   * Returns (false, nil) if the value was not set
   * Returns (true, nil) if the value was set
   *
   * Minimum server version: 5.20
   */
  kvSetWithOptions(key: string, value: Uint8Array, options: Input<PluginKVSetOptions>): Promise<boolean>;

  /**
   * ListBuiltInCommands returns the list of slash commands that are builtin commands
   * (those added internally through RegisterCommandProvider).
   *
   * @tag SlashCommand
   * Minimum server version: 5.28
   */
  listBuiltInCommands(): Promise<Command[]>;

  /**
   * ListCommands returns the list of all slash commands for teamID. E.g., custom commands
   * (those created through the integrations menu, the REST api, or the plugin api CreateCommand),
   * plugin commands (those created with plugin api RegisterCommand), and builtin commands
   * (those added internally through RegisterCommandProvider).
   *
   * @tag SlashCommand
   * Minimum server version: 5.28
   */
  listCommands(teamID: string): Promise<Command[]>;

  /**
   * ListCustomCommands returns the list of slash commands for teamID that where created
   * through the integrations menu, the REST api, or the plugin api CreateCommand.
   *
   * @tag SlashCommand
   * Minimum server version: 5.28
   */
  listCustomCommands(teamID: string): Promise<Command[]>;

  /**
   * ListPluginCommands returns the list of slash commands for teamID that were created
   * with the plugin api RegisterCommand.
   *
   * @tag SlashCommand
   * Minimum server version: 5.28
   */
  listPluginCommands(teamID: string): Promise<Command[]>;

  /**
   * LogAuditRec logs an audit record using the default audit logger.
   *
   * @tag Audit
   * Minimum server version: 10.10
   */
  logAuditRec(rec: Input<AuditRecord>): Promise<void>;

  /**
   * LogAuditRecWithLevel logs an audit record with a specific log level.
   *
   * @tag Audit
   * Minimum server version: 10.10
   */
  logAuditRecWithLevel(rec: Input<AuditRecord>, level: Input<V2Level>): Promise<void>;

  /**
   * LogDebug writes a log message to the Mattermost server log file.
   * Appropriate context such as the plugin name will already be added as fields so plugins
   * do not need to add that info.
   *
   * @tag Logging
   * Minimum server version: 5.2
   */
  logDebug(msg: string, ...keyValuePairs: readonly unknown[]): Promise<void>;

  /**
   * LogError writes a log message to the Mattermost server log file.
   * Appropriate context such as the plugin name will already be added as fields so plugins
   * do not need to add that info.
   *
   * @tag Logging
   * Minimum server version: 5.2
   */
  logError(msg: string, ...keyValuePairs: readonly unknown[]): Promise<void>;

  /**
   * LogInfo writes a log message to the Mattermost server log file.
   * Appropriate context such as the plugin name will already be added as fields so plugins
   * do not need to add that info.
   *
   * @tag Logging
   * Minimum server version: 5.2
   */
  logInfo(msg: string, ...keyValuePairs: readonly unknown[]): Promise<void>;

  /**
   * LogWarn writes a log message to the Mattermost server log file.
   * Appropriate context such as the plugin name will already be added as fields so plugins
   * do not need to add that info.
   *
   * @tag Logging
   * Minimum server version: 5.2
   */
  logWarn(msg: string, ...keyValuePairs: readonly unknown[]): Promise<void>;

  /**
   * OpenInteractiveDialog will open an interactive dialog on a user's client that
   * generated the trigger ID. Used with interactive message buttons, menus
   * and slash commands.
   *
   * Minimum server version: 5.6
   */
  openInteractiveDialog(dialog: Input<OpenDialogRequest>): Promise<void>;

  /**
   * PatchBot applies the given patch to the bot and corresponding user.
   *
   * @tag Bot
   * Minimum server version: 5.10
   */
  patchBot(botUserId: string, botPatch: Input<BotPatch>): Promise<Bot>;

  /**
   * PatchChannelMembersNotifications updates the notification properties for multiple channel members.
   * Other changes made to the channel memberships will be ignored. A maximum of 200 members can be
   * updated at once.
   *
   * @tag Channel
   * @tag User
   * Minimum server version: 9.5
   */
  patchChannelMembersNotifications(members: Input<ChannelMemberIdentifier[]>, notifyProps: Input<Record<string, string>>): Promise<void>;

  /**
   * PermanentDeleteBot permanently deletes a bot and its corresponding user.
   *
   * @tag Bot
   * Minimum server version: 5.10
   */
  permanentDeleteBot(botUserId: string): Promise<void>;

  /**
   * PublishPluginClusterEvent broadcasts a plugin event to all other running instances of
   * the calling plugin that are present in the cluster.
   *
   * This method is used to allow plugin communication in a High-Availability cluster.
   * The receiving side should implement the OnPluginClusterEvent hook
   * to receive events sent through this method.
   *
   * Minimum server version: 5.36
   */
  publishPluginClusterEvent(ev: Input<PluginClusterEvent>, opts: Input<PluginClusterEventSendOptions>): Promise<void>;

  /**
   * PublishUserTyping publishes a user is typing WebSocket event.
   * The parentId parameter may be an empty string, the other parameters are required.
   *
   * @tag User
   * Minimum server version: 5.26
   */
  publishUserTyping(userID: string, channelId: string, parentId: string): Promise<void>;

  /**
   * PublishWebSocketEvent sends an event to WebSocket connections.
   * event is the type and will be prepended with "custom_<pluginid>_".
   * payload is the data sent with the event. Interface values must be primitive Go types or mattermost-server/model types.
   * broadcast determines to which users to send the event.
   *
   * Minimum server version: 5.2
   */
  publishWebSocketEvent(event: string, payload: Input<Record<string, unknown>>, broadcast: Input<WebsocketBroadcast>): Promise<void>;

  /**
   * ReadFile reads the file from the backend for a specific path
   *
   * @tag File
   * Minimum server version: 5.3
   */
  readFile(path: string): Promise<Uint8Array>;

  /**
   * ReceiveSharedChannelProfileImageSyncMsg syncs a user's profile image from this plugin's
   * remote into Mattermost. The user must have a RemoteId matching the specified remote.
   * This is the inbound counterpart of the OnSharedChannelsProfileImageSyncMsg hook.
   * The remoteID identifies which of the plugin's registered remotes this image is from
   * (the value returned by RegisterPluginForSharedChannels).
   *
   * @tag SharedChannels
   * Minimum server version: 11.7
   */
  receiveSharedChannelProfileImageSyncMsg(remoteID: string, userID: string, image: Uint8Array): Promise<void>;

  /**
   * ReceiveSharedChannelSyncMsg processes a sync message from this plugin, creating or updating
   * posts, reactions, users, statuses, acknowledgements, and membership changes.
   * When msg.ChannelId is set, content is synced into that shared channel.
   * When msg.ChannelId is empty and only Users are present, a global user sync is performed.
   * This is the inbound counterpart of the OnSharedChannelsSyncMsg hook.
   * The remoteID identifies which of the plugin's registered remotes this message is from
   * (the value returned by RegisterPluginForSharedChannels). Entities in the SyncMsg will
   * have their RemoteId set to match this remote.
   *
   * @tag SharedChannels
   * Minimum server version: 11.7
   */
  receiveSharedChannelSyncMsg(remoteID: string, msg: Input<SyncMsg>): Promise<SyncResponse>;

  /**
   * RegisterChannelGuard claims the channel for this plugin, signaling to the server that the
   * channel has plugin-managed semantics and that the server's default behaviors are unsafe
   * without plugin involvement.
   *
   * The calling plugin's ID is implicit. Multiple plugins may co-guard the same channel; each
   * claim is an independent row. Subsequent calls from the same plugin are idempotent; calls from
   * a different plugin add a new claim.
   *
   * @tag Channel
   * Minimum server version: 11.9
   */
  registerChannelGuard(channelID: string): Promise<void>;

  /**
   * RegisterCollectionAndTopic is no longer supported.
   *
   * Minimum server version: 7.6
   */
  registerCollectionAndTopic(collectionType: string, topicType: string): Promise<void>;

  /**
   * RegisterCommand registers a custom slash command. When the command is triggered, your plugin
   * can fulfill it via the ExecuteCommand hook.
   *
   * @tag Command
   * Minimum server version: 5.2
   */
  registerCommand(command: Input<Command>): Promise<void>;

  /**
   * RegisterPluginForSharedChannels registers the plugin as a `Remote` for SharedChannels.
   * The plugin will receive synchronization messages via the `OnSharedChannelsSyncMsg` hook.
   * This API is idempotent - when called repeatedly with the same `RegisterPluginOpts.PluginID`
   * it will return the same remoteID.
   *
   * @tag SharedChannels
   * Minimum server version: 9.5
   */
  registerPluginForSharedChannels(opts: Input<RegisterPluginOpts>): Promise<string>;

  /**
   * RegisterPropertyGroup registers a new property group.
   *
   * @tag PropertyGroup
   * Minimum server version: 10.10
   */
  registerPropertyGroup(name: string): Promise<PropertyGroup>;

  /**
   * RemovePlugin will disable and delete a plugin.
   *
   * @tag Plugin
   * Minimum server version: 5.6
   */
  removePlugin(id: string): Promise<void>;

  /**
   * RemoveReaction remove a reaction from a post.
   *
   * @tag Post
   * Minimum server version: 5.3
   */
  removeReaction(reaction: Input<Reaction>): Promise<void>;

  /**
   * RemoveTeamIcon removes the team icon.
   *
   * @tag Team
   * Minimum server version: 5.6
   */
  removeTeamIcon(teamID: string): Promise<void>;

  /**
   * RemoveUserCustomStatus will remove a user's custom status.
   *
   * @tag User
   * Minimum server version: 6.2
   */
  removeUserCustomStatus(userID: string): Promise<void>;

  /**
   * RequestTrialLicense requests a trial license and installs it in the server
   *
   * Minimum server version: 5.36
   */
  requestTrialLicense(requesterID: string, users: number, termsAccepted: boolean, receiveEmailsAccepted: boolean): Promise<void>;

  /**
   * RestoreGroup restores a soft deleted group.
   *
   * @tag Group
   * Minimum server version: 10.7
   */
  restoreGroup(groupID: string): Promise<Group>;

  /**
   * RevokeSession revokes an existing user session.
   *
   * @tag User
   * Minimum server version: 6.2
   */
  revokeSession(sessionID: string): Promise<void>;

  /**
   * RevokeUserAccessToken revokes an existing access token.
   * @tag User
   * Minimum server version: 5.38
   */
  revokeUserAccessToken(tokenID: string): Promise<void>;

  /**
   * RolesGrantPermission check if the specified roles grant the specified permission
   *
   * Minimum server version: 6.3
   */
  rolesGrantPermission(roleNames: Input<string[]>, permissionId: string): Promise<boolean>;

  /**
   * SaveConfig sets the given config and persists the changes
   *
   * @tag Configuration
   * Minimum server version: 5.2
   */
  saveConfig(config: Input<Config>): Promise<void>;

  /**
   * SavePluginConfig sets the given config for plugin and persists the changes
   *
   * @tag Plugin
   * Minimum server version: 5.6
   */
  savePluginConfig(config: Input<Record<string, unknown>>): Promise<void>;

  /**
   * SearchChannels returns the channels on a team matching the provided search term.
   *
   * @tag Channel
   * Minimum server version: 5.6
   */
  searchChannels(teamID: string, term: string): Promise<Channel[]>;

  /**
   * SearchPostsInTeam returns a list of posts in a specific team that match the given params.
   *
   * @tag Post
   * @tag Team
   * Minimum server version: 5.10
   */
  searchPostsInTeam(teamID: string, paramsList: Input<SearchParams[]>): Promise<Post[]>;

  /**
   * SearchPostsInTeamForUser returns a list of posts by team and user that match the given
   * search parameters.
   * @tag Post
   * Minimum server version: 5.26
   */
  searchPostsInTeamForUser(teamID: string, userID: string, searchParams: Input<SearchParameter>): Promise<PostSearchResults>;

  /**
   * SearchPropertyFields searches for property fields with filtering options.
   *
   * @tag PropertyField
   * Minimum server version: 11.0
   */
  searchPropertyFields(groupID: string, opts: Input<PropertyFieldSearchOpts>): Promise<PropertyField[]>;

  /**
   * SearchPropertyValues searches for property values with filtering options.
   *
   * @tag PropertyValue
   * Minimum server version: 11.0
   */
  searchPropertyValues(groupID: string, opts: Input<PropertyValueSearchOpts>): Promise<PropertyValue[]>;

  /**
   * SearchTeams search a team.
   *
   * @tag Team
   * Minimum server version: 5.8
   */
  searchTeams(term: string): Promise<Team[]>;

  /**
   * SearchUsers returns a list of users based on some search criteria.
   *
   * @tag User
   * Minimum server version: 5.6
   */
  searchUsers(search: Input<UserSearch>): Promise<User[]>;

  /**
   * SendEphemeralPost creates an ephemeral post.
   *
   * @tag Post
   * Minimum server version: 5.2
   */
  sendEphemeralPost(userID: string, post: Input<Post>): Promise<Post | undefined>;

  /**
   * SendMail sends an email to a specific address
   *
   * Minimum server version: 5.7
   */
  sendMail(to: string, subject: string, htmlBody: string): Promise<void>;

  /**
   * SendPushNotification will send a push notification to all of user's sessions.
   *
   * It is the responsibility of the plugin to respect the server's configuration and licence,
   * especially related to `cfg.EmailSettings.PushNotificationContents`, particularly
   * `model.IdLoadedNotification` and the generic settings.
   * Refer to `app.sendPushNotificationSync` for the logic used to construct push notifications.
   *
   * Note: the NotificationWillBePushed hook will be run after SendPushNotification is called.
   *
   * Minimum server version: 9.0
   */
  sendPushNotification(notification: Input<PushNotification>, userID: string): Promise<void>;

  /**
   * SendToastMessage sends a toast notification to a specific user or user session.
   * The userID parameter specifies the user to send the toast to.
   * If connectionID is set, the toast will only be sent to that specific connection.
   *
   * @tag Frontend
   * Minimum server version: 11.5
   */
  sendToastMessage(userID: string, connectionID: string, message: string, options: Input<SendToastMessageOptions>): Promise<void>;

  /**
   * SetFileSearchableContent update the File Info searchable text for full text search
   *
   * @tag File
   * Minimum server version: 9.1
   */
  setFileSearchableContent(fileID: string, content: string): Promise<void>;

  /**
   * SetProfileImage sets a user's profile image.
   *
   * @tag User
   * Minimum server version: 5.6
   */
  setProfileImage(userID: string, data: Uint8Array): Promise<void>;

  /**
   * SetTeamIcon sets the team icon.
   *
   * @tag Team
   * Minimum server version: 5.6
   */
  setTeamIcon(teamID: string, data: Uint8Array): Promise<void>;

  /**
   * SetUserStatusTimedDND will set a user's status to dnd for given time until the user,
   * or another integration/plugin, sets it back to online.
   * @tag User
   * Minimum server version: 5.35
   */
  setUserStatusTimedDND(userId: string, endtime: number): Promise<Status>;

  /**
   * ShareChannel marks a channel for sharing via shared channels. Note, this does not automatically
   * invite any remote clusters to the channel - use `InviteRemote` to invite a remote , or this plugin,
   * to the shared channel and start synchronization.
   *
   * @tag SharedChannels
   * Minimum server version: 9.5
   */
  shareChannel(sc: Input<SharedChannel>): Promise<SharedChannel>;

  /**
   * SyncSharedChannel forces a shared channel to send any changed content to all remotes.
   *
   * @tag SharedChannels
   * Minimum server version: 9.5
   */
  syncSharedChannel(channelID: string): Promise<void>;

  /**
   * UninviteRemoteFromChannel uninvites a remote, or this plugin, such that it will stop receiving sychronization
   * messages for the channel.
   *
   * @tag SharedChannels
   * Minimum server version: 9.5
   */
  uninviteRemoteFromChannel(channelID: string, remoteID: string): Promise<void>;

  /**
   * UnregisterChannelGuard releases this plugin's claim on the channel. Only the registering
   * plugin can unregister its own claim; other plugins' claims on the same channel are
   * unaffected.
   *
   * @tag Channel
   * Minimum server version: 11.9
   */
  unregisterChannelGuard(channelID: string): Promise<void>;

  /**
   * UnregisterCommand unregisters a command previously register via RegisterCommand.
   *
   * @tag Command
   * Minimum server version: 5.2
   */
  unregisterCommand(teamID: string, trigger: string): Promise<void>;

  /**
   * UnregisterPluginForSharedChannels unregisters all remotes for this plugin. The plugin will no
   * longer receive synchronization messages via the `OnSharedChannelsSyncMsg` hook. Used in
   * OnDeactivate for bulk cleanup.
   *
   * @tag SharedChannels
   * Minimum server version: 9.5
   */
  unregisterPluginForSharedChannels(pluginID: string): Promise<void>;

  /**
   * UnregisterPluginRemoteForSharedChannels unregisters a specific remote by its remoteID.
   * The remote must belong to the calling plugin (ownership is validated server-side).
   * The remote will no longer receive synchronization messages. Used for config change
   * reconciliation when a connection is removed but others remain.
   *
   * @tag SharedChannels
   * Minimum server version: 11.7
   */
  unregisterPluginRemoteForSharedChannels(remoteID: string): Promise<void>;

  /**
   * UnshareChannel unmarks a channel for sharing. The channel will no longer be shared and
   * all remotes will be uninvited to the channel.
   *
   * @tag SharedChannels
   * Minimum server version: 9.5
   */
  unshareChannel(channelID: string): Promise<boolean>;

  /**
   * UpdateBotActive marks a bot as active or inactive, along with its corresponding user.
   *
   * @tag Bot
   * Minimum server version: 5.10
   */
  updateBotActive(botUserId: string, active: boolean): Promise<Bot>;

  /**
   * UpdateChannel updates a channel.
   *
   * @tag Channel
   * Minimum server version: 5.2
   */
  updateChannel(channel: Input<Channel>): Promise<Channel>;

  /**
   * UpdateChannelMemberNotifications updates a user's notification properties for a channel.
   *
   * @tag Channel
   * @tag User
   * Minimum server version: 5.2
   */
  updateChannelMemberNotifications(channelId: string, userID: string, notifications: Input<Record<string, string>>): Promise<ChannelMember>;

  /**
   * UpdateChannelMemberRoles updates a user's roles for a channel.
   *
   * @tag Channel
   * @tag User
   * Minimum server version: 5.2
   */
  updateChannelMemberRoles(channelId: string, userID: string, newRoles: string): Promise<ChannelMember>;

  /**
   * UpdateChannelSidebarCategories updates the channel sidebar categories.
   *
   * @tag ChannelSidebar
   * Minimum server version: 5.38
   */
  updateChannelSidebarCategories(userID: string, teamID: string, categories: Input<SidebarCategoryWithChannels[]>): Promise<SidebarCategoryWithChannels[]>;

  /**
   * UpdateCommand updates a single command (commandID) with the information provided in the
   * updatedCmd model.Command struct. The following fields in the command cannot be updated:
   * Id, Token, CreateAt, DeleteAt, and PluginId. If updatedCmd.TeamId is blank, it
   * will be set to commandID's TeamId.
   *
   * @tag SlashCommand
   * Minimum server version: 5.28
   */
  updateCommand(commandID: string, updatedCmd: Input<Command>): Promise<Command>;

  /**
   * UpdateEphemeralPost updates an ephemeral message previously sent to the user.
   * EXPERIMENTAL: This API is experimental and can be changed without advance notice.
   *
   * @tag Post
   * Minimum server version: 5.2
   */
  updateEphemeralPost(userID: string, post: Input<Post>): Promise<Post | undefined>;

  /**
   * UpdateGroup updates a group.
   *
   * @tag Group
   * Minimum server version: 10.7
   */
  updateGroup(group: Input<Group>): Promise<Group>;

  /**
   * UpdateGroupSyncable updates a group syncable.
   *
   * @tag Group
   * Minimum server version: 10.7
   */
  updateGroupSyncable(groupSyncable: Input<GroupSyncable>): Promise<GroupSyncable>;

  /**
   * UpdateOAuthApp updates an existing OAuth App.
   *
   * @tag OAuth
   * Minimum server version: 5.38
   */
  updateOAuthApp(app: Input<OAuthApp>): Promise<OAuthApp>;

  /**
   * UpdatePost updates a post.
   *
   * @tag Post
   * Minimum server version: 5.2
   */
  updatePost(post: Input<Post>): Promise<Post>;

  /**
   * UpdatePreferencesForUser updates a user's preferences.
   *
   * @tag User
   * @tag Preference
   * Minimum server version: 5.26
   */
  updatePreferencesForUser(userID: string, preferences: Input<Preference[]>): Promise<void>;

  /**
   * UpdatePropertyField updates an existing property field.
   *
   * Fields with a LinkedFieldID cannot have their type or options modified.
   * Set LinkedFieldID to an empty string to unlink a field from its source.
   *
   * @tag PropertyField
   * Minimum server version: 10.10
   */
  updatePropertyField(groupID: string, field: Input<PropertyField>): Promise<PropertyField>;

  /**
   * UpdatePropertyFields updates multiple property fields in a single operation.
   *
   * @tag PropertyField
   * Minimum server version: 10.10
   */
  updatePropertyFields(groupID: string, fields: Input<PropertyField[]>): Promise<PropertyField[]>;

  /**
   * UpdatePropertyValue updates an existing property value.
   *
   * @tag PropertyValue
   * Minimum server version: 10.10
   */
  updatePropertyValue(groupID: string, value: Input<PropertyValue>): Promise<PropertyValue>;

  /**
   * UpdatePropertyValues updates multiple property values in a single operation.
   *
   * @tag PropertyValue
   * Minimum server version: 10.10
   */
  updatePropertyValues(groupID: string, values: Input<PropertyValue[]>): Promise<PropertyValue[]>;

  /**
   * UpdateSharedChannel updates a shared channel. This can be used to change the share name,
   * display name, purpose, header, etc.
   *
   * @tag SharedChannels
   * Minimum server version: 9.5
   */
  updateSharedChannel(sc: Input<SharedChannel>): Promise<SharedChannel>;

  /**
   * UpdateSharedChannelCursor updates the cursor for the specified channel and RemoteID (passed by
   * the plugin when registering).  This can be used to manually set the point of last sync, either
   * forward to skip older posts, or backward to re-sync history.  This call by itself does not force
   * a re-sync - a change to channel contents or a call to SyncSharedChannel are needed to force a sync.
   *
   * @tag SharedChannels
   * Minimum server version: 9.5
   */
  updateSharedChannelCursor(channelID: string, remoteID: string, cusror: Input<GetPostsSinceForSyncCursor>): Promise<void>;

  /**
   * UpdateTeam updates a team.
   *
   * @tag Team
   * Minimum server version: 5.2
   */
  updateTeam(team: Input<Team>): Promise<Team>;

  /**
   * UpdateTeamMemberRoles updates the role for a team membership.
   *
   * @tag Team
   * @tag User
   * Minimum server version: 5.2
   */
  updateTeamMemberRoles(teamID: string, userID: string, newRoles: string): Promise<TeamMember>;

  /**
   * UpdateUser updates a user.
   *
   * @tag User
   * Minimum server version: 5.2
   */
  updateUser(user: Input<User>): Promise<User>;

  /**
   * UpdateUserActive deactivates or reactivates an user.
   *
   * @tag User
   * Minimum server version: 5.8
   */
  updateUserActive(userID: string, active: boolean): Promise<void>;

  /**
   * UpdateUserAuth updates a user's auth data.
   *
   * It is not currently possible to use this to set a user's auth to e-mail with a hashed
   * password. It is meant to be used exclusively in setting a non-email auth service.
   *
   * @tag User
   * Minimum server version: 9.3
   */
  updateUserAuth(userID: string, userAuth: Input<UserAuth>): Promise<UserAuth>;

  /**
   * UpdateUserCustomStatus will set a user's custom status until the user, or another integration/plugin, clear it or update the custom status.
   * The custom status have two parameters: emoji icon and custom text.
   *
   * @tag User
   * Minimum server version: 6.2
   */
  updateUserCustomStatus(userID: string, customStatus: Input<CustomStatus>): Promise<void>;

  /**
   * UpdateUserRoles updates the role for a user.
   *
   * @tag Team
   * @tag User
   * Minimum server version: 9.8
   */
  updateUserRoles(userID: string, newRoles: string): Promise<User>;

  /**
   * UpdateUserStatus will set a user's status until the user, or another integration/plugin, sets it back to online.
   * The status parameter can be: "online", "away", "dnd", or "offline".
   *
   * @tag User
   * Minimum server version: 5.2
   */
  updateUserStatus(userID: string, status: string): Promise<Status>;

  /**
   * UploadFile will upload a file to a channel using a multipart request, to be later attached to a post.
   *
   * @tag File
   * @tag Channel
   * Minimum server version: 5.6
   */
  uploadFile(data: Uint8Array, channelId: string, filename: string): Promise<FileInfo>;

  /**
   * UpsertGroupMember adds a user to a group or updates their existing membership.
   *
   * @tag Group
   * @tag User
   * Minimum server version: 10.7
   */
  upsertGroupMember(groupID: string, userID: string): Promise<GroupMember>;

  /**
   * UpsertGroupMembers adds multiple users to a group or updates their existing memberships.
   *
   * @tag Group
   * @tag User
   * Minimum server version: 10.7
   */
  upsertGroupMembers(groupID: string, userIDs: Input<string[]>): Promise<GroupMember[]>;

  /**
   * UpsertGroupSyncable creates or updates a group syncable.
   *
   * @tag Group
   * Minimum server version: 10.7
   */
  upsertGroupSyncable(groupSyncable: Input<GroupSyncable>): Promise<GroupSyncable>;

  /**
   * UpsertPropertyValue creates a new property value or updates if it already exists.
   *
   * @tag PropertyValue
   * Minimum server version: 10.10
   */
  upsertPropertyValue(value: Input<PropertyValue>): Promise<PropertyValue>;

  /**
   * UpsertPropertyValues creates or updates multiple property values in a single operation.
   *
   * @tag PropertyValue
   * Minimum server version: 10.10
   */
  upsertPropertyValues(values: Input<PropertyValue[]>): Promise<PropertyValue[]>;
}
