// The calls of Mattermost's plugin registry that we use, as web app 11.9 answers them
// (webapp/channels/src/plugins/registry.ts in github.com/mattermost/mattermost).
import type { ComponentType, ReactNode } from 'react';
import type { Action, Reducer } from 'redux';
import type { Post } from '@mattermost/types/posts';

export interface PostTypeProps {
  readonly post: Pick<Post, 'channel_id' | 'props'>;
}

export interface WebSocketMessage {
  readonly event: string;
  readonly data: unknown;
}

export interface RightHandSidebar {
  readonly id: string;
  readonly showRHSPlugin: Action;
  readonly hideRHSPlugin: Action;
  readonly toggleRHSPlugin: Action;
}

/** Where a command was typed. */
export interface CommandArgs {
  readonly channel_id: string;
  readonly root_id?: string;
}

/** Answers what is sent instead; an empty object when nothing is. */
export type SlashCommandHook = (
  message: string,
  args: CommandArgs,
) => Promise<
  { readonly message: string; readonly args: CommandArgs } | { readonly error: { readonly message: string } } | Record<string, never>
>;

/** The person's profile. */
export interface PopoverProps {
  readonly user?: { readonly id: string };
}

/** `show` is absent in servers that draw it only while it is to be seen. */
export interface LinkTooltipProps {
  readonly href: string;
  readonly show?: boolean;
}

/** What the System Console gives to the component of a setting (schema_admin_settings.tsx, `buildCustomSetting`). */
export interface ConsoleSettingProps {
  /** The setting's path, `PluginSettings.Plugins.<plugin>.<key>`. */
  readonly id: string;
  readonly label?: ReactNode;
  readonly helpText?: ReactNode;
  readonly value?: unknown;
  readonly disabled: boolean;
  readonly setByEnv?: boolean;
  /** Keeps the value for the page's own Save, and offers that. */
  onChange(id: string, value: unknown): void;
}

export interface Registry {
  registerReducer(reducer: Reducer): void;
  registerRightHandSidebarComponent(component: ComponentType, title: ReactNode): RightHandSidebar;
  /** Shown in the channel header, or in the App Bar where that is on. */
  registerChannelHeaderButtonAction(icon: ReactNode, action: () => void, dropdownText: ReactNode, tooltipText: ReactNode): void;
  registerPostTypeComponent(type: string, component: ComponentType<PostTypeProps>): void;
  /** A line in the popover of a person. */
  registerPopoverUserAttributesComponent(component: ComponentType<PopoverProps>): void;
  registerWebSocketEventHandler(event: string, handler: (message: WebSocketMessage) => void): void;
  registerSlashCommandWillBePostedHook(hook: SlashCommandHook): void;
  /** Shown beside links in posts while the pointer or the focus is on them. */
  registerLinkTooltipComponent(component: ComponentType<LinkTooltipProps>): void;
  /** Drawn at the root of the channel's view, whatever is open. */
  registerRootComponent(component: ComponentType): void;
  /** An entry in the menu of every post for which `filter` answers true. */
  registerPostDropdownMenuAction(text: ReactNode, action: (postId: string) => void, filter: (postId: string) => boolean): void;
  /** Takes the place of the setting's own field, of whatever type plugin.json says it is. */
  registerAdminConsoleCustomSetting(
    key: string,
    component: ComponentType<ConsoleSettingProps>,
    options: { readonly showTitle: boolean },
  ): void;
  registerReconnectHandler(handler: () => void): void;
}
