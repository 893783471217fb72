// The plugin registry of Mattermost's web app: same calls, same answers, kept in lists that the page draws from.
import type { Channel } from '@mattermost/types/channels';
import type { Post } from '@mattermost/types/posts';
import type { UserProfile } from '@mattermost/types/users';
import type { ComponentType, ReactNode } from 'react';
import type { Reducer, Store } from 'redux';
import { mountReducer } from './store.ts';

export interface SocketMessage {
  readonly event: string;
  readonly data: Readonly<Record<string, unknown>>;
}

interface PostTypeProps {
  readonly post: Post;
  readonly theme: string;
  readonly isRHS: boolean;
  readonly compactDisplay: boolean;
}

interface Button {
  readonly id: string;
  /** An element, or the address of a picture. */
  readonly icon: ReactNode;
  readonly label: ReactNode;
  action(channel: Channel | undefined): void;
}

interface Sidebar {
  readonly id: string;
  readonly component: ComponentType;
  readonly title: ReactNode;
}

interface CommandArgs {
  readonly channel_id: string;
  readonly team_id: string;
  readonly root_id: string;
}

/** Answers what is sent instead; without a message, nothing is. */
type CommandHook = (
  message: string,
  args: CommandArgs,
) => Promise<{ readonly message?: string; readonly args?: CommandArgs; readonly error?: { readonly message: string } }>;

interface PostMenuEntry {
  readonly id: string;
  readonly text: ReactNode;
  action(postId: string): void;
  filter(postId: string): boolean;
}

/** What the System Console gives to a plugin's own component for a setting. */
export interface ConsoleSettingProps {
  readonly id: string;
  readonly label: ReactNode;
  readonly helpText: ReactNode;
  readonly value: unknown;
  readonly disabled: boolean;
  readonly setByEnv: boolean;
  onChange(id: string, value: unknown): void;
}

export const registered = {
  /** By key in lower case. */
  consoleSettings: new Map<string, ComponentType<ConsoleSettingProps>>(),
  popoverLines: new Array<ComponentType<{ readonly user: UserProfile }>>(),
  linkTooltips: new Array<ComponentType<{ readonly href: string; readonly show: boolean }>>(),
  roots: new Array<ComponentType>(),
  postMenu: new Array<PostMenuEntry>(),
  buttons: new Array<Button>(),
  sidebars: new Array<Sidebar>(),
  postTypes: new Map<string, ComponentType<PostTypeProps>>(),
  socketHandlers: new Map<string, (message: SocketMessage) => void>(),
  reconnectHandlers: new Set<() => void>(),
  commandHooks: new Array<CommandHook>(),
};
const listeners = new Set<() => void>();

export function onRegistered(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Tells the page to draw again; answers the id that the real registry would make. */
function keep(add: (id: string) => void): string {
  const id = crypto.randomUUID();
  add(id);
  for (const listener of listeners) listener();
  return id;
}

/** Calls that the page only takes note of. */
const plain = [
  'registerMainMenuAction',
  'registerMessageWillBePostedHook',
  'registerRHSPluginPopoutListener',
  'registerTranslations',
  'registerUserSettings',
  'registerCustomRoute',
] as const;

export function registryOf(pluginId: string) {
  const noted = Object.fromEntries(plain.map((name) => [name, () => keep(() => undefined)]));
  return {
    ...noted,
    registerLinkTooltipComponent: (component: (typeof registered.linkTooltips)[number]) =>
      keep(() => registered.linkTooltips.push(component)),
    registerAdminConsoleCustomSetting: (key: string, component: ComponentType<ConsoleSettingProps>) =>
      keep(() => registered.consoleSettings.set(key.toLowerCase(), component)),
    registerPopoverUserAttributesComponent: (component: (typeof registered.popoverLines)[number]) =>
      keep(() => registered.popoverLines.push(component)),
    registerRootComponent: (component: ComponentType) => keep(() => registered.roots.push(component)),
    registerPostDropdownMenuAction: (text: ReactNode, action: PostMenuEntry['action'], filter: PostMenuEntry['filter'] = () => true) =>
      keep((id) => registered.postMenu.push({ id, text, action, filter })),
    registerReducer: (reducer: Reducer) => mountReducer(pluginId, reducer),
    registerPostTypeComponent: (type: string, component: ComponentType<PostTypeProps>) =>
      keep(() => registered.postTypes.set(type, component)),
    registerChannelHeaderButtonAction: (icon: ReactNode, action: Button['action'], text: ReactNode, tooltip?: ReactNode) =>
      keep((id) => registered.buttons.push({ id, icon, action, label: tooltip ?? text })),
    registerAppBarComponent: (icon: ReactNode, action: Button['action'], label: ReactNode) =>
      keep((id) => registered.buttons.push({ id, icon, action, label })),
    registerRightHandSidebarComponent: (component: ComponentType, title: ReactNode) => {
      const id = keep((made) => registered.sidebars.push({ id: made, component, title }));
      const action = (type: string) => ({ type, id });
      return { id, showRHSPlugin: action('rhs/show'), hideRHSPlugin: action('rhs/hide'), toggleRHSPlugin: action('rhs/toggle') };
    },
    registerWebSocketEventHandler: (event: string, handler: (message: SocketMessage) => void) =>
      registered.socketHandlers.set(event, handler),
    unregisterWebSocketEventHandler: (event: string) => registered.socketHandlers.delete(event),
    registerSlashCommandWillBePostedHook: (hook: CommandHook) => keep(() => registered.commandHooks.push(hook)),
    registerReconnectHandler: (handler: () => void) => registered.reconnectHandlers.add(handler),
    unregisterReconnectHandler: () => registered.reconnectHandlers.clear(),
  };
}

/** What a plugin's script hands to `window.registerPlugin`. */
export interface Plugin {
  initialize(registry: ReturnType<typeof registryOf>, store: Store): void;
}
