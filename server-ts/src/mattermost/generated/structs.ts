// What Mattermost and a plugin say to each other, read from its Go module v0.4.3.
// Made by `npm run generate`; do not edit.
// inputs sha256 f67484336de9402e97079242c0762a3d781f510239d5800197647038e77b8f75

/** A line is a struct: its key, then `GoName=jsonName:type` of each field. */
export const structs = `
Z_FileWillBeUploadedArgs A:@plugin.Context; B:@model.FileInfo; UploadedFileStream:u ReplacementFileStream:u
Z_FileWillBeUploadedReturns A:@model.FileInfo; B:s
Z_InstallPluginArgs PluginStreamID:u B:b
Z_InstallPluginReturns A:@model.Manifest; B:@model.AppError;
Z_LoadPluginConfigurationArgsArgs 
Z_LoadPluginConfigurationArgsReturns A:y
Z_OnActivateArgs APIMuxId:u DriverMuxId:u
Z_OnActivateReturns A:*
Z_PluginHTTPArgs Request:@plugin.HTTPRequestSubset; RequestBody:y
Z_PluginHTTPReturns Response:@http.Response; ResponseBody:y
Z_PluginHTTPStreamArgs ResponseBodyStream:u Request:@plugin.HTTPRequestSubset; RequestBodyStream:u
Z_PluginHTTPStreamReturns StatusCode:i Header:{s[s
Z_ReceiveSharedChannelAttachmentSyncMsgArgs A:s B:s C:@model.FileInfo; DataStreamID:u
Z_ReceiveSharedChannelAttachmentSyncMsgReturns A:@model.FileInfo; B:*
Z_ServeHTTPArgs ResponseWriterStream:u Request:@plugin.HTTPRequestSubset; Context:@plugin.Context; RequestBodyStream:u
Z_ServeMetricsArgs ResponseWriterStream:u Request:@plugin.HTTPRequestSubset; Context:@plugin.Context; RequestBodyStream:u
Z_UploadDataArgs A:@model.UploadSession; PluginStreamID:u
Z_UploadDataReturns A:@model.FileInfo; B:*
gosaml2.AssertionInfo NameID:s Values:{s@types.Attribute; WarningInfo:@gosaml2.WarningInfo; SessionIndex:s AuthnInstant:!gob,time.Time; SessionNotOnOrAfter:!gob,time.Time; Assertions:[@types.Assertion; ResponseSignatureValidated:b
gosaml2.ProxyRestriction Count:i Audience:[s
gosaml2.WarningInfo OneTimeUse:b ProxyRestriction:@gosaml2.ProxyRestriction; NotInAudience:b InvalidTime:b
http.Response Status:s StatusCode:i Header:{s[s
model.AccessControlSettings EnableAttributeBasedAccessControl:b EnableUserManagedAttributes:b TrustProxyDeviceIdentityHeader:b EnforceDeviceIDConsistency:b
model.AdditionalContentFlaggingSettings Reasons:[s ReporterCommentRequired:b ReviewerCommentRequired:b HideFlaggedContent:b
model.AgentsProviderSettings LLMServiceID:s
model.AnalyticsSettings MaxUsersForStatistics:i
model.AnnouncementSettings EnableBanner:b BannerText:s BannerColor:s BannerTextColor:s AllowBannerDismissal:b AdminNoticesEnabled:b UserNoticesEnabled:b NoticesURL:s NoticesFetchFrequency:i NoticesSkipCache:b
model.AppError Id=id:s Message=message:s DetailedError=detailed_error:s RequestId=request_id:s StatusCode=status_code:i Where:s SkipTranslation:b
model.AuditEventActor UserId=user_id:s SessionId=session_id:s Client=client:s IpAddress=ip_address:s XForwardedFor=x_forwarded_for:s
model.AuditEventData Parameters=parameters:{s* PriorState=prior_state:{s* ResultState=resulting_state:{s* ObjectType=object_type:s
model.AuditEventError Description=description:s Code=status_code:i
model.AuditRecord EventName=event_name:s Status=status:s EventData=event:@model.AuditEventData; Actor=actor:@model.AuditEventActor; Meta=meta:{s* Error=error:@model.AuditEventError;
model.AutoTranslationSettings Enable:b RestrictDMAndGM:b Provider:s TargetLanguages:[s Workers:i TimeoutMs:i LibreTranslate:@model.LibreTranslateProviderSettings; Agents:@model.AgentsProviderSettings;
model.AutocompleteArg Name:s HelpText:s Type:s Required:b Data:*
model.AutocompleteData Trigger:s Hint:s HelpText:s RoleID:s Arguments:[@model.AutocompleteArg; SubCommands:[@model.AutocompleteData;
model.AutocompleteDynamicListArg FetchURL:s
model.AutocompleteListItem Item:s Hint:s HelpText:s
model.AutocompleteStaticListArg PossibleArguments:[@model.AutocompleteListItem;
model.AutocompleteTextArg Hint:s Pattern:s
model.Bot UserId=user_id:s Username=username:s DisplayName=display_name:s Description=description:s OwnerId=owner_id:s LastIconUpdate=last_icon_update:i CreateAt=create_at:i UpdateAt=update_at:i DeleteAt=delete_at:i
model.BotGetOptions OwnerId:s IncludeDeleted:b OnlyOrphaned:b Page:i PerPage:i
model.BotPatch Username=username:s DisplayName=display_name:s Description=description:s
model.CacheSettings CacheType:s RedisAddress:s RedisPassword:s RedisDB:i RedisCachePrefix:s DisableClientCache:b
model.Channel Id=id:s CreateAt=create_at:i UpdateAt=update_at:i DeleteAt=delete_at:i TeamId=team_id:s Type=type:s DisplayName=display_name:s Name=name:s Header=header:s Purpose=purpose:s LastPostAt=last_post_at:i TotalMsgCount=total_msg_count:i ExtraUpdateAt=extra_update_at:i CreatorId=creator_id:s SchemeId=scheme_id:s Props=props:{s* GroupConstrained=group_constrained:b AutoTranslation=autotranslation:b Shared=shared:b TotalMsgCountRoot=total_msg_count_root:i PolicyID=policy_id:s LastRootPostAt=last_root_post_at:i BannerInfo=banner_info:@model.ChannelBannerInfo; PolicyEnforced=policy_enforced:b PolicyActions=policy_actions:{sb PolicyIsActive=policy_is_active:b DefaultCategoryName=default_category_name:s ManagedCategoryName=managed_category_name:s Discoverable=discoverable:b
model.ChannelBannerInfo Enabled=enabled:b Text=text:s BackgroundColor=background_color:s
model.ChannelMember ChannelId=channel_id:s UserId=user_id:s Roles=roles:s LastViewedAt=last_viewed_at:i MsgCount=msg_count:i MentionCount=mention_count:i MentionCountRoot=mention_count_root:i UrgentMentionCount=urgent_mention_count:i MsgCountRoot=msg_count_root:i NotifyProps=notify_props:{ss LastUpdateAt=last_update_at:i SchemeGuest=scheme_guest:b SchemeUser=scheme_user:b SchemeAdmin=scheme_admin:b ExplicitRoles=explicit_roles:s AutoTranslationDisabled=autotranslation_disabled:b
model.ChannelMemberIdentifier ChannelId=channel_id:s UserId=user_id:s
model.ChannelStats ChannelId=channel_id:s MemberCount=member_count:i GuestCount=guest_count:i PinnedPostCount=pinnedpost_count:i FilesCount=files_count:i
model.ClientRequirements AndroidLatestVersion:s AndroidMinVersion:s IosLatestVersion:s IosMinVersion:s
model.CloudSettings CWSURL:s CWSAPIURL:s CWSMock:b Disable:b PreviewModalBucketURL:s
model.ClusterSettings Enable:b ClusterName:s OverrideHostname:s NetworkInterface:s BindAddress:s AdvertiseAddress:s UseIPAddress:b EnableGossipCompression:b EnableExperimentalGossipEncryption:b EnableGossipEncryption:b ReadOnlyConfig:b GossipPort:i
model.Command Id=id:s Token=token:s CreateAt=create_at:i UpdateAt=update_at:i DeleteAt=delete_at:i CreatorId=creator_id:s TeamId=team_id:s Trigger=trigger:s Method=method:s Username=username:s IconURL=icon_url:s AutoComplete=auto_complete:b AutoCompleteDesc=auto_complete_desc:s AutoCompleteHint=auto_complete_hint:s DisplayName=display_name:s Description=description:s URL=url:s PluginId=plugin_id:s AutocompleteData=autocomplete_data:@model.AutocompleteData; AutocompleteIconData=autocomplete_icon_data:s
model.CommandArgs UserId=user_id:s ChannelId=channel_id:s TeamId=team_id:s RootId=root_id:s ParentId=parent_id:s TriggerId=trigger_id:s ConnectionId=connection_id:s Command=command:s SiteURL:s UserMentions:{ss ChannelMentions:{ss
model.CommandResponse ResponseType=response_type:s Text=text:s Username=username:s ChannelId=channel_id:s IconURL=icon_url:s Type=type:s Props=props:{s* GotoLocation=goto_location:s TriggerId=trigger_id:s SkipSlackParsing=skip_slack_parsing:b Attachments=attachments:[@model.MessageAttachment; ExtraResponses=extra_responses:[@model.CommandResponse;
model.ComplianceSettings Enable:b Directory:s EnableDaily:b BatchSize:i
model.Config ServiceSettings:@model.ServiceSettings; TeamSettings:@model.TeamSettings; ClientRequirements:@model.ClientRequirements; SqlSettings:@model.SqlSettings; LogSettings:@model.LogSettings; ExperimentalAuditSettings:@model.ExperimentalAuditSettings; PasswordSettings:@model.PasswordSettings; FileSettings:@model.FileSettings; EmailSettings:@model.EmailSettings; RateLimitSettings:@model.RateLimitSettings; PrivacySettings:@model.PrivacySettings; SupportSettings:@model.SupportSettings; AnnouncementSettings:@model.AnnouncementSettings; ThemeSettings:@model.ThemeSettings; GitLabSettings:@model.SSOSettings; GoogleSettings:@model.SSOSettings; Office365Settings:@model.Office365Settings; OpenIdSettings:@model.SSOSettings; LdapSettings:@model.LdapSettings; ComplianceSettings:@model.ComplianceSettings; LocalizationSettings:@model.LocalizationSettings; SamlSettings:@model.SamlSettings; NativeAppSettings:@model.NativeAppSettings; IntuneSettings:@model.IntuneSettings; CacheSettings:@model.CacheSettings; ClusterSettings:@model.ClusterSettings; MetricsSettings:@model.MetricsSettings; ExperimentalSettings:@model.ExperimentalSettings; AnalyticsSettings:@model.AnalyticsSettings; ElasticsearchSettings:@model.ElasticsearchSettings; DataRetentionSettings:@model.DataRetentionSettings; MobileEphemeralModeSettings:@model.MobileEphemeralModeSettings; MessageExportSettings:@model.MessageExportSettings; JobSettings:@model.JobSettings; PluginSettings:@model.PluginSettings; DisplaySettings:@model.DisplaySettings; GuestAccountsSettings:@model.GuestAccountsSettings; ImageProxySettings:@model.ImageProxySettings; CloudSettings:@model.CloudSettings; FeatureFlags:@model.FeatureFlags; ImportSettings:@model.ImportSettings; ExportSettings:@model.ExportSettings; WranglerSettings:@model.WranglerSettings; ConnectedWorkspacesSettings:@model.ConnectedWorkspacesSettings; AccessControlSettings:@model.AccessControlSettings; ContentFlaggingSettings:@model.ContentFlaggingSettings; AutoTranslationSettings:@model.AutoTranslationSettings;
model.ConnectedWorkspacesSettings EnableSharedChannels:b EnableRemoteClusterService:b DisableSharedChannelsStatusSync:b SyncUsersOnConnectionOpen:b GlobalUserSyncBatchSize:i MaxPostsPerSync:i MemberSyncBatchSize:i
model.ContentFlaggingNotificationSettings EventTargetMapping:{s[s
model.ContentFlaggingSettings ContentFlaggingSettingsBase:@model.ContentFlaggingSettingsBase; ReviewerSettings:@model.ReviewerSettings;
model.ContentFlaggingSettingsBase EnableContentFlagging:b NotificationSettings:@model.ContentFlaggingNotificationSettings; AdditionalSettings:@model.AdditionalContentFlaggingSettings;
model.CreateDefaultMembershipParams Since:i ReAddRemovedMembers:b ScopedUserID:s ScopedTeamID:s ScopedChannelID:s
model.CustomStatus Emoji=emoji:s Text=text:s Duration=duration:s ExpiresAt=expires_at:!gob,time.Time;
model.Customer Id=id:s Name=name:s Email=email:s Company=company:s
model.DataRetentionSettings EnableMessageDeletion:b EnableFileDeletion:b EnableBoardsDeletion:b MessageRetentionDays:i MessageRetentionHours:i FileRetentionDays:i FileRetentionHours:i BoardsRetentionDays:i DeletionJobStartTime:s BatchSize:i TimeBetweenBatchesMilliseconds:i RetentionIdsBatchSize:i PreservePinnedPosts:b
model.Dialog CallbackId=callback_id:s Title=title:s IntroductionText=introduction_text:s IconURL=icon_url:s Elements=elements:[@model.DialogElement; SubmitLabel=submit_label:s NotifyOnCancel=notify_on_cancel:b State=state:s SourceURL=source_url:s
model.DialogDateTimeConfig MinDate=min_date:s MaxDate=max_date:s TimeInterval=time_interval:i LocationTimezone=location_timezone:s ManualTimeEntry=manual_time_entry:b AllowManualTimeEntry=allow_manual_time_entry:b
model.DialogElement DisplayName=display_name:s Name=name:s Type=type:s SubType=subtype:s Default=default:s Placeholder=placeholder:s HelpText=help_text:s Optional=optional:b MinLength=min_length:i MaxLength=max_length:i DataSource=data_source:s DataSourceURL=data_source_url:s Options=options:[@model.PostActionOptions; MultiSelect=multiselect:b Refresh=refresh:b DateTimeConfig=datetime_config:@model.DialogDateTimeConfig; MinDate=min_date:s MaxDate=max_date:s TimeInterval=time_interval:i
model.DisplaySettings CustomURLSchemes:[s MaxMarkdownNodes:i
model.Draft CreateAt=create_at:i UpdateAt=update_at:i DeleteAt=delete_at:i UserId=user_id:s ChannelId=channel_id:s RootId=root_id:s Message=message:s Type=type:s Props=props:{s* FileIds=file_ids:[s Metadata=metadata:@model.PostMetadata; Priority=priority:{s*
model.ElasticsearchSettings ConnectionURL:s Backend:s Username:s Password:s EnableIndexing:b EnableSearching:b EnableCJKAnalyzers:b EnableAutocomplete:b Sniff:b PostIndexReplicas:i PostIndexShards:i ChannelIndexReplicas:i ChannelIndexShards:i UserIndexReplicas:i UserIndexShards:i AggregatePostsAfterDays:i PostsAggregatorJobStartTime:s IndexPrefix:s GlobalSearchPrefix:s LiveIndexingBatchSize:i BulkIndexingTimeWindowSeconds:i BatchSize:i RequestTimeoutSeconds:i SkipTLSVerification:b CA:s ClientCert:s ClientKey:s Trace:s IgnoredPurgeIndexes:s EnableSearchPublicChannelsWithoutMembership:b
model.EmailNotification PostId=post_id:s ChannelId=channel_id:s TeamId=team_id:s SenderId=sender_id:s SenderDisplayName=sender_display_name:s RecipientId=recipient_id:s RootId=root_id:s ChannelType=channel_type:s ChannelName=channel_name:s TeamName=team_name:s SenderUsername=sender_username:s IsDirectMessage=is_direct_message:b IsGroupMessage=is_group_message:b IsThreadReply=is_thread_reply:b IsCRTEnabled=is_crt_enabled:b UseMilitaryTime=use_military_time:b EmailNotificationContent:@model.EmailNotificationContent;
model.EmailNotificationContent Subject=subject:s Title=title:s SubTitle=subtitle:s MessageHTML=message_html:s MessageText=message_text:s ButtonText=button_text:s ButtonURL=button_url:s FooterText=footer_text:s
model.EmailSettings EnableSignUpWithEmail:b EnableSignInWithEmail:b EnableSignInWithUsername:b SendEmailNotifications:b UseChannelInEmailNotifications:b RequireEmailVerification:b FeedbackName:s FeedbackEmail:s ReplyToAddress:s FeedbackOrganization:s EnableSMTPAuth:b SMTPUsername:s SMTPPassword:s SMTPServer:s SMTPPort:s SMTPServerTimeout:i ConnectionSecurity:s SendPushNotifications:b PushNotificationServer:s PushNotificationContents:s PushNotificationBuffer:i EnableEmailBatching:b EmailBatchingBufferSize:i EmailBatchingInterval:i EnablePreviewModeBanner:b SkipServerCertificateVerification:b EmailNotificationContentsType:s LoginButtonColor:s LoginButtonBorderColor:s LoginButtonTextColor:s
model.Emoji Id=id:s CreateAt=create_at:i UpdateAt=update_at:i DeleteAt=delete_at:i CreatorId=creator_id:s Name=name:s
model.ExperimentalAuditSettings FileEnabled:b FileName:s AdvancedLoggingJSON:y Certificate:s
model.ExperimentalSettings ClientSideCertEnable:b LinkMetadataTimeoutMilliseconds:i RestrictSystemAdmin:b EnableSharedChannels:b EnableRemoteClusterService:b DisableAppBar:b DisableRefetchingOnBrowserFocus:b DelayChannelAutocomplete:b DisableWakeUpReconnectHandler:b UsersStatusAndProfileFetchingPollIntervalMilliseconds:i YoutubeReferrerPolicy:b EnableWatermark:b
model.ExportSettings Directory:s RetentionDays:i
model.FeatureFlags TestFeature:s TestBoolFeature:b EnableRemoteClusterService:b EnableSharedChannelsDMs:b EnableSharedChannelsPlugins:b EnableSharedChannelsMemberSync:b EnableSyncAllUsersForRemoteCluster:b AppsEnabled:b NormalizeLdapDNs:b WysiwygEditor:b OnboardingTourTips:b EnableExportDirectDownload:b MoveThreadsEnabled:b StreamlinedMarketplace:b CloudDedicatedExportUI:b ChannelBookmarks:b WebSocketEventScope:b NotificationMonitoring:b ExperimentalAuditSettingsSystemConsoleUI:b CustomProfileAttributes:b AttributeBasedAccessControl:b AttributeValueMasking:b PermissionPolicies:b ChannelPermissionPolicies:b PolicySimulation:b ContentFlagging:b EnableMattermostEntry:b MobileSSOCodeExchange:b EnableShiftEscapeToMarkAllRead:b AutoTranslation:b ClassificationMarkings:b BurnOnRead:b EnableAIPluginBridge:b EnableAIRecaps:b IntegratedBoards:b CJKSearch:b AggregatePluginMetrics:b ManagedChannelCategories:b SessionAttributes:b DiscoverableChannels:b MobileEphemeralMode:b PropertyFieldRank:b TeamMembershipAccessControl:b
model.Features Users=users:i LDAP=ldap:b LDAPGroups=ldap_groups:b MFA=mfa:b GoogleOAuth=google_oauth:b Office365OAuth=office365_oauth:b OpenId=openid:b Compliance=compliance:b Cluster=cluster:b Metrics=metrics:b MHPNS=mhpns:b SAML=saml:b Elasticsearch=elastic_search:b Announcement=announcement:b ThemeManagement=theme_management:b EmailNotificationContents=email_notification_contents:b DataRetention=data_retention:b MessageExport=message_export:b CustomPermissionsSchemes=custom_permissions_schemes:b CustomTermsOfService=custom_terms_of_service:b GuestAccounts=guest_accounts:b GuestAccountsPermissions=guest_accounts_permissions:b IDLoadedPushNotifications=id_loaded:b LockTeammateNameDisplay=lock_teammate_name_display:b EnterprisePlugins=enterprise_plugins:b AdvancedLogging=advanced_logging:b Cloud=cloud:b SharedChannels=shared_channels:b RemoteClusterService=remote_cluster_service:b OutgoingOAuthConnections=outgoing_oauth_connections:b AutoTranslation=auto_translation:b FutureFeatures=future_features:b
model.FileData Filename:s Body:y
model.FileInfo Id=id:s CreatorId=user_id:s PostId=post_id:s ChannelId=channel_id:s CreateAt=create_at:i UpdateAt=update_at:i DeleteAt=delete_at:i Path:s ThumbnailPath:s PreviewPath:s Name=name:s Extension=extension:s Size=size:i MimeType=mime_type:s Width=width:i Height=height:i HasPreviewImage=has_preview_image:b MiniPreview=mini_preview:y Content:s RemoteId=remote_id:s Archived=archived:b
model.FileSettings EnableFileAttachments:b EnableMobileUpload:b EnableMobileDownload:b MaxFileSize:i MaxImageResolution:i MaxImageDecoderConcurrency:i DriverName:s Directory:s EnablePublicLink:b ExtractContent:b ExtractContentTimeout:i ArchiveRecursion:b PublicLinkSalt:s InitialFont:s AmazonS3AccessKeyId:s AmazonS3SecretAccessKey:s AmazonS3Bucket:s AmazonS3PathPrefix:s AmazonS3Region:s AmazonS3Endpoint:s AmazonS3SSL:b AmazonS3SignV2:b AmazonS3SSE:b AmazonS3Trace:b AmazonS3RequestTimeoutMilliseconds:i AmazonS3UploadPartSizeBytes:i AmazonS3StorageClass:s AzureStorageAccount:s AzureAuthMode:s AzureAccessKey:s AzureContainer:s AzurePathPrefix:s AzureCloud:s AzureEndpoint:s AzureSSL:b AzureRequestTimeoutMilliseconds:i DedicatedExportStore:b ExportDriverName:s ExportDirectory:s ExportAmazonS3AccessKeyId:s ExportAmazonS3SecretAccessKey:s ExportAmazonS3Bucket:s ExportAmazonS3PathPrefix:s ExportAmazonS3Region:s ExportAmazonS3Endpoint:s ExportAmazonS3SSL:b ExportAmazonS3SignV2:b ExportAmazonS3SSE:b ExportAmazonS3Trace:b ExportAmazonS3RequestTimeoutMilliseconds:i ExportAmazonS3PresignExpiresSeconds:i ExportAmazonS3UploadPartSizeBytes:i ExportAmazonS3StorageClass:s ExportAzureStorageAccount:s ExportAzureAuthMode:s ExportAzureAccessKey:s ExportAzureContainer:s ExportAzurePathPrefix:s ExportAzureCloud:s ExportAzureEndpoint:s ExportAzureSSL:b ExportAzureRequestTimeoutMilliseconds:i ExportAzurePresignExpiresSeconds:i
model.FilesLimits TotalStorage=total_storage:i
model.GetFileInfosOptions UserIds=user_ids:[s ChannelIds=channel_ids:[s Since=since:i IncludeDeleted=include_deleted:b SortBy=sort_by:s SortDescending=sort_descending:b
model.GetPostsSinceForSyncCursor LastPostUpdateAt:i LastPostUpdateID:s LastPostCreateAt:i LastPostCreateID:s
model.GlobalRelayMessageExportSettings CustomerType:s SMTPUsername:s SMTPPassword:s EmailAddress:s SMTPServerTimeout:i CustomSMTPServerName:s CustomSMTPPort:s
model.Group Id=id:s Name=name:s DisplayName=display_name:s Description=description:s Source=source:s RemoteId=remote_id:s CreateAt=create_at:i UpdateAt=update_at:i DeleteAt=delete_at:i HasSyncables=has_syncables:b MemberCount=member_count:i AllowReference=allow_reference:b ChannelMemberCount=channel_member_count:i ChannelMemberTimezonesCount=channel_member_timezones_count:i MemberIDs=member_ids:[s
model.GroupMember GroupId=group_id:s UserId=user_id:s CreateAt=create_at:i DeleteAt=delete_at:i
model.GroupSearchOpts Q:s NotAssociatedToTeam:s NotAssociatedToChannel:s IncludeMemberCount:b FilterAllowReference:b PageOpts:@model.PageOpts; Since:i Source:s FilterParentTeamPermitted:b FilterHasMember:s IncludeChannelMemberCount:s IncludeTimezones:b IncludeMemberIDs:b IncludeArchived:b FilterArchived:b OnlySyncableSources:b
model.GroupSyncable GroupId=group_id:s SyncableId:s AutoAdd=auto_add:b SchemeAdmin=scheme_admin:b CreateAt=create_at:i DeleteAt=delete_at:i UpdateAt=update_at:i Type:s ChannelDisplayName:s TeamDisplayName:s TeamType:s ChannelType:s TeamID:s
model.GuestAccountsSettings Enable:b HideTags:b AllowEmailAccounts:b EnforceMultifactorAuthentication:b RestrictCreationToDomains:s EnableGuestMagicLink:b
model.ImageProxySettings Enable:b ImageProxyType:s RemoteImageProxyURL:s RemoteImageProxyOptions:s
model.ImportSettings Directory:s RetentionDays:i
model.IntuneSettings Enable:b TenantId:s ClientId:s AuthService:s
model.JobSettings RunJobs:b RunScheduler:b CleanupJobsThresholdDays:i CleanupConfigThresholdDays:i
model.LdapSettings Enable:b EnableSync:b LdapServer:s LdapPort:i ConnectionSecurity:s BaseDN:s BindUsername:s BindPassword:s MaximumLoginAttempts:i UserFilter:s GroupFilter:s GuestFilter:s EnableAdminFilter:b AdminFilter:s GroupDisplayNameAttribute:s GroupIdAttribute:s FirstNameAttribute:s LastNameAttribute:s EmailAttribute:s UsernameAttribute:s NicknameAttribute:s IdAttribute:s PositionAttribute:s LoginIdAttribute:s PictureAttribute:s SyncIntervalMinutes:i ReAddRemovedMembers:b SkipCertificateVerification:b PublicCertificateFile:s PrivateKeyFile:s QueryTimeout:i MaxPageSize:i LoginFieldName:s LoginButtonColor:s LoginButtonBorderColor:s LoginButtonTextColor:s
model.LibreTranslateProviderSettings URL:s APIKey:s
model.License Id=id:s IssuedAt=issued_at:i StartsAt=starts_at:i ExpiresAt=expires_at:i Customer=customer:@model.Customer; Features=features:@model.Features; SkuName=sku_name:s SkuShortName=sku_short_name:s IsTrial=is_trial:b IsGovSku=is_gov_sku:b IsSeatCountEnforced=is_seat_count_enforced:b ExtraUsers=extra_users:i SignupJWT=signup_jwt:s Limits=limits:@model.LicenseLimits;
model.LicenseLimits PostHistory=post_history:i BoardCards=board_cards:i PlaybookRuns=playbook_runs:i CallDurationSeconds=call_duration:i AgentsPrompts=agents_prompts:i PushNotifications=push_notifications:i
model.LocalizationSettings DefaultServerLocale:s DefaultClientLocale:s AvailableLocales:s EnableExperimentalLocales:b
model.LogSettings EnableConsole:b ConsoleLevel:s ConsoleJson:b EnableColor:b EnableFile:b FileLevel:s FileJson:b FileLocation:s EnableWebhookDebugging:b EnableDiagnostics:b EnableSentry:b AdvancedLoggingJSON:y MaxFieldSize:i
model.Manifest Id=id:s Name=name:s Description=description:s HomepageURL=homepage_url:s SupportURL=support_url:s ReleaseNotesURL=release_notes_url:s IconPath=icon_path:s Version=version:s MinServerVersion=min_server_version:s Server=server:@model.ManifestServer; Webapp=webapp:@model.ManifestWebapp; SettingsSchema=settings_schema:@model.PluginSettingsSchema; Props=props:{s*
model.ManifestServer Executables=executables:{ss Executable=executable:s
model.ManifestWebapp BundlePath=bundle_path:s BundleHash:y
model.MembershipChangeMsg ChannelId=channel_id:s UserId=user_id:s IsAdd=is_add:b RemoteId=remote_id:s ChangeTime=change_time:i
model.MessageAttachment Id=id:i Fallback=fallback:s Color=color:s Pretext=pretext:s AuthorName=author_name:s AuthorLink=author_link:s AuthorIcon=author_icon:s Title=title:s TitleLink=title_link:s Text=text:s Fields=fields:[@model.MessageAttachmentField; ImageURL=image_url:s ThumbURL=thumb_url:s Footer=footer:s FooterIcon=footer_icon:s Timestamp=ts:* Actions=actions:[@model.PostAction;
model.MessageAttachmentField Title=title:s Value=value:* Short=short:b
model.MessageExportSettings EnableExport:b ExportFormat:s DailyRunTime:s ExportFromTimestamp:i BatchSize:i DownloadExportResults:b ChannelBatchSize:i ChannelHistoryBatchSize:i GlobalRelaySettings:@model.GlobalRelayMessageExportSettings;
model.MessagesLimits History=history:i
model.MetricsSettings Enable:b BlockProfileRate:i ListenAddress:s EnableClientMetrics:b EnableNotificationMetrics:b ClientSideUserIds:[s
model.MobileEphemeralModeSettings Enable:b DisconnectionTimeoutSeconds:i OfflinePersistenceTimerHours:i AutoCacheCleanupDays:i
model.NativeAppSettings AppCustomURLSchemes:[s AppDownloadLink:s AndroidAppDownloadLink:s IosAppDownloadLink:s MobileExternalBrowser:b MobileEnableBiometrics:b MobilePreventScreenCapture:b MobileJailbreakProtection:b MobileEnableSecureFilePreview:b MobileAllowPdfLinkNavigation:b EnableIntuneMAM:b
model.OAuthApp Id=id:s CreatorId=creator_id:s CreateAt=create_at:i UpdateAt=update_at:i ClientSecret=client_secret:s Name=name:s Description=description:s IconURL=icon_url:s CallbackUrls=callback_urls:[s Homepage=homepage:s IsTrusted=is_trusted:b MattermostAppID=mattermost_app_id:s IsDynamicallyRegistered=is_dynamically_registered:b
model.Office365Settings Enable:b Secret:s Id:s Scope:s AuthEndpoint:s TokenEndpoint:s UserAPIEndpoint:s DiscoveryEndpoint:s DirectoryId:s UsePreferredUsername:b
model.OnInstallEvent UserId:s
model.OpenDialogRequest TriggerId=trigger_id:s URL=url:s Dialog=dialog:@model.Dialog;
model.OrderedSidebarCategories Categories=categories:[@model.SidebarCategoryWithChannels; Order=order:[s
model.PageOpts Page:i PerPage:i
model.PasswordSettings MinimumLength:i Lowercase:b Number:b Uppercase:b Symbol:b EnableForgotLink:b
model.Permission Id=id:s Name=name:s Description=description:s Scope=scope:s
model.PluginClusterEvent Id:s Data:y
model.PluginClusterEventSendOptions SendType:s TargetId:s
model.PluginKVSetOptions Atomic:b OldValue:y ExpireInSeconds:i
model.PluginOption DisplayName=display_name:s Value=value:s
model.PluginPropertyOption Data=data:{ss
model.PluginSetting Key=key:s DisplayName=display_name:s Type=type:s HelpText=help_text:s RegenerateHelpText=regenerate_help_text:s Placeholder=placeholder:s Default=default:* Options=options:[@model.PluginOption; Hosting=hosting:s Secret=secret:b
model.PluginSettings Enable:b EnableUploads:b AllowInsecureDownloadURL:b EnableHealthCheck:b Directory:s ClientDirectory:s Plugins:{s{s* PluginStates:{s@model.PluginState; EnableMarketplace:b EnableRemoteMarketplace:b AutomaticPrepackagedPlugins:b RequirePluginSignature:b MarketplaceURL:s SignaturePublicKeyFiles:[s ChimeraOAuthProxyURL:s
model.PluginSettingsSchema Header=header:s Footer=footer:s Settings=settings:[@model.PluginSetting; Sections=sections:[@model.PluginSettingsSection;
model.PluginSettingsSection Key=key:s Title=title:s Subtitle=subtitle:s Settings=settings:[@model.PluginSetting; Header=header:s Footer=footer:s Custom=custom:b Fallback=fallback:b
model.PluginState Enable:b
model.PluginStatus PluginId=plugin_id:s ClusterId=cluster_id:s PluginPath=plugin_path:s State=state:i Error=error:s Name=name:s Description=description:s Version=version:s
model.Post Id=id:s CreateAt=create_at:i UpdateAt=update_at:i EditAt=edit_at:i DeleteAt=delete_at:i IsPinned=is_pinned:b UserId=user_id:s ChannelId=channel_id:s RootId=root_id:s OriginalId=original_id:s Message=message:s MessageSource=message_source:s Type=type:s Props=props:{s* Hashtags=hashtags:s Filenames:[s FileIds=file_ids:[s PendingPostId=pending_post_id:s HasReactions=has_reactions:b RemoteId=remote_id:s ReplyCount=reply_count:i LastReplyAt=last_reply_at:i Participants=participants:[@model.User; IsFollowing=is_following:b Metadata=metadata:@model.PostMetadata;
model.PostAcknowledgement UserId=user_id:s PostId=post_id:s AcknowledgedAt=acknowledged_at:i ChannelId=channel_id:s RemoteId=remote_id:s
model.PostAction Id=id:s Type=type:s Name=name:s Tooltip=tooltip:s Disabled=disabled:b Style=style:s DataSource=data_source:s Options=options:[@model.PostActionOptions; DefaultOption=default_option:s Integration=integration:@model.PostActionIntegration; Cookie=cookie:s
model.PostActionIntegration URL=url:s Context=context:{s*
model.PostActionOptions Text=text:s Value=value:s
model.PostEmbed Type=type:s URL=url:s Data=data:*
model.PostImage Width=width:i Height=height:i Format=format:s FrameCount=frame_count:i
model.PostList Order=order:[s Posts=posts:{s@model.Post; NextPostId=next_post_id:s PrevPostId=prev_post_id:s HasNext=has_next:b FirstInaccessiblePostTime=first_inaccessible_post_time:i BurnOnReadPosts:{s@model.Post;
model.PostMetadata Embeds=embeds:[@model.PostEmbed; Emojis=emojis:[@model.Emoji; Files=files:[@model.FileInfo; RedactedFileCount=redacted_file_count:i Images=images:{s@model.PostImage; Reactions=reactions:[@model.Reaction; Priority=priority:@model.PostPriority; Acknowledgements=acknowledgements:[@model.PostAcknowledgement; Translations=translations:{s@model.PostTranslation; ExpireAt=expire_at:i Recipients=recipients:[s
model.PostPriority Priority=priority:s RequestedAck=requested_ack:b PersistentNotifications=persistent_notifications:b PostId:s ChannelId:s
model.PostSearchResults PostList:@model.PostList; Matches=matches:{s[s
model.PostTranslation Text=text:s Object=object:y Type=type:s State=state:s SourceLang=source_lang:s
model.Preference UserId=user_id:s Category=category:s Name=name:s Value=value:s
model.PreviewPost PostID=post_id:s Post=post:@model.Post; TeamName=team_name:s ChannelDisplayName=channel_display_name:s ChannelType=channel_type:s ChannelID=channel_id:s
model.PrivacySettings ShowEmailAddress:b ShowFullName:b UseAnonymousURLs:b
model.ProductLimits Files=files:@model.FilesLimits; Messages=messages:@model.MessagesLimits; Teams=teams:@model.TeamsLimits;
model.PropertyField ID=id:s GroupID=group_id:s Name=name:s Type=type:s Attrs=attrs:{s* TargetID=target_id:s TargetType=target_type:s ObjectType=object_type:s Protected=protected:b PermissionField=permission_field:s PermissionValues=permission_values:s PermissionOptions=permission_options:s LinkedFieldID=linked_field_id:s CreateAt=create_at:i UpdateAt=update_at:i DeleteAt=delete_at:i CreatedBy=created_by:s UpdatedBy=updated_by:s
model.PropertyFieldSearchCursor PropertyFieldID:s CreateAt:i UpdateAt:i
model.PropertyFieldSearchOpts GroupID:s ObjectType:s ObjectTypes:[s TargetType:s TargetIDs:[s ChannelID:s TeamID:s LinkedFieldID:s SinceUpdateAt:i IncludeDeleted:b Cursor:@model.PropertyFieldSearchCursor; PerPage:i
model.PropertyGroup ID=id:s Name=name:s Version=version:i SchemaVersion=schema_version:i
model.PropertyValue ID=id:s TargetID=target_id:s TargetType=target_type:s GroupID=group_id:s FieldID=field_id:s Value=value:y CreateAt=create_at:i UpdateAt=update_at:i DeleteAt=delete_at:i CreatedBy=created_by:s UpdatedBy=updated_by:s
model.PropertyValueSearchCursor PropertyValueID:s CreateAt:i UpdateAt:i
model.PropertyValueSearchOpts GroupID:s TargetType:s TargetIDs:[s FieldID:s SinceUpdateAt:i IncludeDeleted:b Cursor:@model.PropertyValueSearchCursor; PerPage:i Value:y
model.PushNotification AckId=ack_id:s Platform=platform:s ServerId=server_id:s DeviceId=device_id:s PostId=post_id:s Category=category:s Sound=sound:s Message=message:s Badge=badge:i ContentAvailable=cont_ava:i TeamId=team_id:s ChannelId=channel_id:s RootId=root_id:s ChannelName=channel_name:s Type=type:s SubType=sub_type:s Transport=transport:s SenderId=sender_id:s SenderName=sender_name:s OverrideUsername=override_username:s OverrideIconURL=override_icon_url:s FromWebhook=from_webhook:s Version=version:s IsCRTEnabled=is_crt_enabled:b IsIdLoaded=is_id_loaded:b PostType:s ChannelType:s Signature=signature:s
model.RateLimitSettings Enable:b PerSec:i MaxBurst:i MemoryStoreSize:i VaryByRemoteAddr:b VaryByUser:b VaryByHeader:s
model.Reaction UserId=user_id:s PostId=post_id:s EmojiName=emoji_name:s CreateAt=create_at:i UpdateAt=update_at:i DeleteAt=delete_at:i RemoteId=remote_id:s ChannelId=channel_id:s
model.RegisterPluginOpts Displayname:s PluginID:s CreatorID:s AutoShareDMs:b AutoInvited:b SiteURL:s
model.RemoteCluster RemoteId=remote_id:s RemoteTeamId=remote_team_id:s Name=name:s DisplayName=display_name:s SiteURL=site_url:s DefaultTeamId=default_team_id:s CreateAt=create_at:i DeleteAt=delete_at:i LastPingAt=last_ping_at:i LastGlobalUserSyncAt=last_global_user_sync_at:i Token=token:s RemoteToken=remote_token:s Topics=topics:s CreatorId=creator_id:s PluginID=plugin_id:s Options=options:u
model.ReplicaLagSettings DataSource:s QueryAbsoluteLag:s QueryTimeLag:s
model.ReviewerSettings CommonReviewers:b SystemAdminsAsReviewers:b TeamAdminsAsReviewers:b
model.SSOSettings Enable:b Secret:s Id:s Scope:s AuthEndpoint:s TokenEndpoint:s UserAPIEndpoint:s DiscoveryEndpoint:s ButtonText:s ButtonColor:s UsePreferredUsername:b
model.SamlSettings Enable:b EnableSyncWithLdap:b EnableSyncWithLdapIncludeAuth:b IgnoreGuestsLdapSync:b Verify:b Encrypt:b SignRequest:b IdpURL:s IdpDescriptorURL:s IdpMetadataURL:s ServiceProviderIdentifier:s AssertionConsumerServiceURL:s SignatureAlgorithm:s CanonicalAlgorithm:s ScopingIDPProviderId:s ScopingIDPName:s IdpCertificateFile:s PublicCertificateFile:s PrivateKeyFile:s IdAttribute:s GuestAttribute:s EnableAdminAttribute:b AdminAttribute:s FirstNameAttribute:s LastNameAttribute:s EmailAttribute:s UsernameAttribute:s NicknameAttribute:s LocaleAttribute:s PositionAttribute:s LoginButtonText:s LoginButtonColor:s LoginButtonBorderColor:s LoginButtonTextColor:s
model.ScheduledPost Draft:@model.Draft; Id=id:s ScheduledAt=scheduled_at:i ProcessedAt=processed_at:i ErrorCode=error_code:s
model.SearchParameter Terms=terms:s IsOrSearch=is_or_search:b TimeZoneOffset=time_zone_offset:i Page=page:i PerPage=per_page:i IncludeDeletedChannels=include_deleted_channels:b
model.SearchParams Terms=terms:s ExcludedTerms=excluded_terms:s IsHashtag=ishashtag:b InChannels=in_channels:[s ExcludedChannels=excluded_channels:[s FromUsers=from_users:[s ExcludedUsers=excluded_users:[s AfterDate=after_date:s ExcludedAfterDate=excluded_after_date:s BeforeDate=before_date:s ExcludedBeforeDate=excluded_before_date:s Extensions=extensions:[s ExcludedExtensions=excluded_extensions:[s OnDate=on_date:s ExcludedDate=excluded_date:s OrTerms=or_terms:b IncludeDeletedChannels=include_deleted_channels:b TimeZoneOffset=timezone_offset:i SearchWithoutUserId=search_without_user_id:b Modifier=modifier:s
model.SendToastMessageOptions Position=position:s
model.ServiceSettings SiteURL:s WebsocketURL:s LicenseFileLocation:s ListenAddress:s ConnectionSecurity:s TLSCertFile:s TLSKeyFile:s TLSMinVer:s TLSStrictTransport:b TLSStrictTransportMaxAge:i TLSOverwriteCiphers:[s UseLetsEncrypt:b LetsEncryptCertificateCacheFile:s Forward80To443:b TrustedProxyIPHeader:[s ReadTimeout:i WriteTimeout:i IdleTimeout:i MaximumLoginAttempts:i GoroutineHealthThreshold:i EnableOAuthServiceProvider:b EnableDynamicClientRegistration:b DCRRedirectURIAllowlist:[s EnableIncomingWebhooks:b EnableOutgoingWebhooks:b EnableOutgoingOAuthConnections:b EnableCommands:b OutgoingIntegrationRequestsTimeout:i EnablePostUsernameOverride:b EnablePostIconOverride:b GoogleDeveloperKey:s EnableLinkPreviews:b EnablePermalinkPreviews:b RestrictLinkPreviews:s EnableTesting:b EnableDeveloper:b DeveloperFlags:s EnableClientPerformanceDebugging:b EnableSecurityFixAlert:b EnableInsecureOutgoingConnections:b AllowedUntrustedInternalConnections:s EnableMultifactorAuthentication:b EnforceMultifactorAuthentication:b EnableUserAccessTokens:b MaximumPersonalAccessTokenLifetimeDays:i AllowCorsFrom:s CorsExposedHeaders:s CorsAllowCredentials:b CorsDebug:b AllowCookiesForSubdomains:b ExtendSessionLengthWithActivity:b TerminateSessionsOnPasswordChange:b SessionLengthWebInDays:i SessionLengthWebInHours:i SessionLengthMobileInDays:i SessionLengthMobileInHours:i SessionLengthSSOInDays:i SessionLengthSSOInHours:i SessionCacheInMinutes:i SessionIdleTimeoutInMinutes:i WebsocketSecurePort:i WebsocketPort:i WebserverMode:s EnableGifPicker:b GiphySdkKey:s EnableCustomEmoji:b EnableEmojiPicker:b PostEditTimeLimit:i TimeBetweenUserTypingUpdatesMilliseconds:i EnableCrossTeamSearch:b EnablePostSearch:b EnableFileSearch:b MinimumHashtagLength:i EnableUserTypingMessages:b EnableChannelViewedMessages:b EnableUserStatuses:b ExperimentalEnableAuthenticationTransfer:b ClusterLogTimeoutMilliseconds:i EnableTutorial:b EnableOnboardingFlow:b ExperimentalEnableDefaultChannelLeaveJoinMessages:b ExperimentalGroupUnreadChannels:s EnableAPITeamDeletion:b EnableAPITriggerAdminNotifications:b EnableAPIUserDeletion:b EnableAPIPostDeletion:b EnableDesktopLandingPage:b MinimumDesktopAppVersion:s ExperimentalEnableHardenedMode:b ExperimentalStrictCSRFEnforcement:b EnableEmailInvitations:b DisableBotsWhenOwnerIsDeactivated:b EnableBotAccountCreation:b EnableSVGs:b EnableLatex:b EnableInlineLatex:b PostPriority:b AllowPersistentNotifications:b AllowPersistentNotificationsForGuests:b PersistentNotificationIntervalMinutes:i PersistentNotificationMaxCount:i PersistentNotificationMaxRecipients:i EnableBurnOnRead:b BurnOnReadDurationSeconds:i BurnOnReadMaximumTimeToLiveSeconds:i BurnOnReadSchedulerFrequencySeconds:i EnableAPIChannelDeletion:b EnableLocalMode:b LocalModeSocketLocation:s EnableAWSMetering:b AWSMeteringTimeoutSeconds:i SplitKey:s FeatureFlagSyncIntervalSeconds:i DebugSplit:b ThreadAutoFollow:b CollapsedThreads:s ManagedResourcePaths:s EnableCustomGroups:b AllowSyncedDrafts:b UniqueEmojiReactionLimitPerPost:i RefreshPostStatsRunTime:s MaximumPayloadSizeBytes:i MaximumURLLength:i ScheduledPosts:b EnableWebHubChannelIteration:b FrameAncestors:s DeleteAccountLink:s
model.Session Id=id:s Token=token:s CreateAt=create_at:i ExpiresAt=expires_at:i LastActivityAt=last_activity_at:i UserId=user_id:s DeviceId=device_id:s VoIPDeviceId=voip_device_id:s Roles=roles:s IsOAuth=is_oauth:b ExpiredNotify=expired_notify:b Props=props:{ss TeamMembers=team_members:[@model.TeamMember; Local=local:b
model.SharedChannel ChannelId=id:s TeamId=team_id:s Home=home:b ReadOnly=readonly:b ShareName=name:s ShareDisplayName=display_name:s SharePurpose=purpose:s ShareHeader=header:s CreatorId=creator_id:s CreateAt=create_at:i UpdateAt=update_at:i RemoteId=remote_id:s Type:s
model.SidebarCategory Id=id:s UserId=user_id:s TeamId=team_id:s SortOrder=sort_order:i Sorting=sorting:s Type=type:s DisplayName=display_name:s Muted=muted:b Collapsed=collapsed:b
model.SidebarCategoryWithChannels SidebarCategory:@model.SidebarCategory; Channels=channel_ids:[s
model.SqlSettings DriverName:s DataSource:s DataSourceReplicas:[s DataSourceSearchReplicas:[s MaxIdleConns:i ConnMaxLifetimeMilliseconds:i ConnMaxIdleTimeMilliseconds:i MaxOpenConns:i Trace:b AtRestEncryptKey:s QueryTimeout:i AnalyticsQueryTimeout:i DisableDatabaseSearch:b MigrationsStatementTimeoutSeconds:i ReplicaLagSettings:[@model.ReplicaLagSettings; ReplicaMonitorIntervalSeconds:i
model.Status UserId=user_id:s Status=status:s Manual=manual:b LastActivityAt=last_activity_at:i ActiveChannel=active_channel:s DNDEndTime=dnd_end_time:i PrevStatus:s
model.SupportSettings TermsOfServiceLink:s PrivacyPolicyLink:s AboutLink:s HelpLink:s ReportAProblemLink:s ReportAProblemType:s ReportAProblemMail:s AllowDownloadLogs:b ForgotPasswordLink:s SupportEmail:s CustomTermsOfServiceEnabled:b CustomTermsOfServiceReAcceptancePeriod:i EnableAskCommunityLink:b
model.SyncMsg Id=id:s ChannelId=channel_id:s Users=users:{s@model.User; Posts=posts:[@model.Post; Reactions=reactions:[@model.Reaction; Statuses=statuses:[@model.Status; MembershipChanges=membership_changes:[@model.MembershipChangeMsg; Acknowledgements=acknowledgements:[@model.PostAcknowledgement; MentionTransforms=mention_transforms:{ss
model.SyncResponse UsersLastUpdateAt=users_last_update_at:i UserErrors=user_errors:[s UsersSyncd=users_syncd:[s PostsLastUpdateAt=posts_last_update_at:i PostErrors=post_errors:[s ReactionsLastUpdateAt=reactions_last_update_at:i ReactionErrors=reaction_errors:[s AcknowledgementsLastUpdateAt=acknowledgements_last_update_at:i AcknowledgementErrors=acknowledgement_errors:[s StatusErrors=status_errors:[s MembershipErrors=membership_errors:[s
model.Team Id=id:s CreateAt=create_at:i UpdateAt=update_at:i DeleteAt=delete_at:i DisplayName=display_name:s Name=name:s Description=description:s Email=email:s Type=type:s CompanyName=company_name:s AllowedDomains=allowed_domains:s InviteId=invite_id:s AllowOpenInvite=allow_open_invite:b LastTeamIconUpdate=last_team_icon_update:i SchemeId=scheme_id:s GroupConstrained=group_constrained:b PolicyID=policy_id:s CloudLimitsArchived=cloud_limits_archived:b PolicyEnforced=policy_enforced:b PolicyActions=policy_actions:{sb PolicyIsActive=policy_is_active:b
model.TeamMember TeamId=team_id:s UserId=user_id:s Roles=roles:s DeleteAt=delete_at:i SchemeGuest=scheme_guest:b SchemeUser=scheme_user:b SchemeAdmin=scheme_admin:b ExplicitRoles=explicit_roles:s CreateAt:i
model.TeamMemberWithError UserId=user_id:s Member=member:@model.TeamMember; Error=error:@model.AppError;
model.TeamSettings SiteName:s MaxUsersPerTeam:i EnableJoinLeaveMessageByDefault:b EnableUserCreation:b EnableOpenServer:b EnableUserDeactivation:b RestrictCreationToDomains:s EnableCustomUserStatuses:b EnableCustomBrand:b CustomBrandText:s CustomDescriptionText:s RestrictDirectMessage:s EnableLastActiveTime:b UserStatusAwayTimeout:i MaxChannelsPerTeam:i EnableChannelCategorySorting:b MaxNotificationsPerChannel:i EnableConfirmNotificationsToChannel:b TeammateNameDisplay:s ExperimentalViewArchivedChannels:b ExperimentalEnableAutomaticReplies:b LockTeammateNameDisplay:b ExperimentalPrimaryTeam:s ExperimentalDefaultChannels:[s
model.TeamStats TeamId=team_id:s TotalMemberCount=total_member_count:i ActiveMemberCount=active_member_count:i
model.TeamUnread TeamId=team_id:s MsgCount=msg_count:i MentionCount=mention_count:i MentionCountRoot=mention_count_root:i MsgCountRoot=msg_count_root:i ThreadCount=thread_count:i ThreadMentionCount=thread_mention_count:i ThreadUrgentMentionCount=thread_urgent_mention_count:i
model.TeamsLimits Active=active:i
model.ThemeSettings EnableThemeSelection:b DefaultTheme:s AllowCustomThemes:b AllowedThemes:[s
model.UploadSession Id=id:s Type=type:s CreateAt=create_at:i UserId=user_id:s ChannelId=channel_id:s Filename=filename:s Path:s FileSize=file_size:i FileOffset=file_offset:i RemoteId=remote_id:s ReqFileId=req_file_id:s
model.User Id=id:s CreateAt=create_at:i UpdateAt=update_at:i DeleteAt=delete_at:i Username=username:s Password=password:s AuthData=auth_data:s AuthService=auth_service:s Email=email:s EmailVerified=email_verified:b Nickname=nickname:s FirstName=first_name:s LastName=last_name:s Position=position:s Roles=roles:s AllowMarketing=allow_marketing:b Props=props:{ss NotifyProps=notify_props:{ss LastPasswordUpdate=last_password_update:i LastPictureUpdate=last_picture_update:i FailedAttempts=failed_attempts:i Locale=locale:s Timezone=timezone:{ss MfaActive=mfa_active:b MfaSecret=mfa_secret:s RemoteId=remote_id:s LastActivityAt=last_activity_at:i IsBot=is_bot:b BotDescription=bot_description:s BotLastIconUpdate=bot_last_icon_update:i TermsOfServiceId=terms_of_service_id:s TermsOfServiceCreateAt=terms_of_service_create_at:i DisableWelcomeEmail=disable_welcome_email:b LastLogin=last_login:i MfaUsedTimestamps=mfa_used_timestamps:[s
model.UserAccessToken Id=id:s Token=token:s UserId=user_id:s Description=description:s IsActive=is_active:b ExpiresAt=expires_at:i
model.UserAuth AuthData=auth_data:s AuthService=auth_service:s
model.UserGetOptions InTeamId:s NotInTeamId:s InChannelId:s NotInChannelId:s InGroupId:s NotInGroupId:s GroupConstrained:b WithoutTeam:b Inactive:b Active:b Role:s Roles:[s ChannelRoles:[s TeamRoles:[s Sort:s ViewRestrictions:@model.ViewUsersRestrictions; Page:i PerPage:i UpdatedAfter:i
model.UserSearch Term=term:s TeamId=team_id:s NotInTeamId=not_in_team_id:s InChannelId=in_channel_id:s NotInChannelId=not_in_channel_id:s InGroupId=in_group_id:s GroupConstrained=group_constrained:b AllowInactive=allow_inactive:b WithoutTeam=without_team:b Limit=limit:i Role=role:s Roles=roles:[s ChannelRoles=channel_roles:[s TeamRoles=team_roles:[s NotInGroupId=not_in_group_id:s
model.ViewUsersRestrictions Teams:[s Channels:[s
model.WebSocketRequest Seq=seq:i Action=action:s Data=data:{s* Session:@model.Session; Locale:s
model.WebsocketBroadcast OmitUsers=omit_users:{sb UserId=user_id:s ChannelId=channel_id:s TeamId=team_id:s ConnectionId=connection_id:s OmitConnectionId=omit_connection_id:s ContainsSanitizedData=contains_sanitized_data:b ContainsSensitiveData=contains_sensitive_data:b ReliableClusterSend:b BroadcastHooks=broadcast_hooks:[s BroadcastHookArgs=broadcast_hook_args:[{s*
model.WranglerSettings PermittedWranglerRoles:[s AllowedEmailDomain:[s MoveThreadMaxCount:i MoveThreadToAnotherTeamEnable:b MoveThreadFromPrivateChannelEnable:b MoveThreadFromDirectMessageChannelEnable:b MoveThreadFromGroupMessageChannelEnable:b
plugin.Context SessionId:s ConnectionId:s RequestId:s IPAddress:s AcceptLanguage:s UserAgent:s
plugin.ErrorString Code:i Err:s
plugin.HTTPRequestSubset Method:s URL:!binary,url.URL; Proto:s ProtoMajor:i ProtoMinor:i Header:{s[s Host:s RemoteAddr:s RequestURI:s Body:*
pq.Error Severity:s Code:s Message:s Detail:s Hint:s Position:s InternalPosition:s InternalQuery:s Where:s Schema:s Table:s Column:s DataTypeName:s Constraint:s File:s Line:s Routine:s
types.Assertion XMLName:@xml.Name; Version:s ID:s IssueInstant:!gob,time.Time; Issuer:@types.Issuer; Signature:@types.Signature; Subject:@types.Subject; Conditions:@types.Conditions; AttributeStatement:@types.AttributeStatement; AuthnStatement:@types.AuthnStatement; SignatureValidated:b
types.Attribute XMLName:@xml.Name; FriendlyName:s Name:s NameFormat:s Values:[@types.AttributeValue;
types.AttributeStatement XMLName:@xml.Name; Attributes:[@types.Attribute;
types.AttributeValue XMLName:@xml.Name; Type:s Value:s
types.Audience XMLName:@xml.Name; Value:s
types.AudienceRestriction XMLName:@xml.Name; Audiences:[@types.Audience;
types.AuthnContext XMLName:@xml.Name; AuthnContextClassRef:@types.AuthnContextClassRef;
types.AuthnContextClassRef XMLName:@xml.Name; Value:s
types.AuthnStatement XMLName:@xml.Name; SessionIndex:s AuthnInstant:!gob,time.Time; SessionNotOnOrAfter:!gob,time.Time; AuthnContext:@types.AuthnContext;
types.Conditions XMLName:@xml.Name; NotBefore:s NotOnOrAfter:s AudienceRestrictions:[@types.AudienceRestriction; OneTimeUse:@types.OneTimeUse; ProxyRestriction:@types.ProxyRestriction;
types.Issuer XMLName:@xml.Name; Value:s
types.NameID XMLName:@xml.Name; Value:s
types.OneTimeUse XMLName:@xml.Name;
types.ProxyRestriction XMLName:@xml.Name; Count:i Audience:[@types.Audience;
types.Signature SignatureDocument:y
types.Subject XMLName:@xml.Name; NameID:@types.NameID; SubjectConfirmation:@types.SubjectConfirmation;
types.SubjectConfirmation XMLName:@xml.Name; Method:s SubjectConfirmationData:@types.SubjectConfirmationData;
types.SubjectConfirmationData XMLName:@xml.Name; NotOnOrAfter:s Recipient:s InResponseTo:s
v2.Level ID=id:u Name=name:s Stacktrace=stacktrace:b Color=color:u
xml.Name Space:s Local:s
`;

/** Names registered with gob for values inside interfaces, and their types. */
export const registered = `
[]*model.SlackAttachment|[@model.MessageAttachment;
[]interface {}|[*
map[string]interface {}|{s*
*model.AppError|@model.AppError;
*pq.Error|@pq.Error;
*plugin.ErrorString|@plugin.ErrorString;
*model.AutocompleteDynamicListArg|@model.AutocompleteDynamicListArg;
*model.AutocompleteStaticListArg|@model.AutocompleteStaticListArg;
*model.AutocompleteTextArg|@model.AutocompleteTextArg;
*model.PreviewPost|@model.PreviewPost;
github.com/mattermost/mattermost/server/public/model.PropertyOptions[*github.com/mattermost/mattermost/server/public/model.PluginPropertyOption]|[@model.PluginPropertyOption;
`;
