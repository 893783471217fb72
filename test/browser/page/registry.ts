// The plugin registry of Mattermost's web app: same calls, same answers, kept in one list that the page draws from.
// What passes between a plugin and its host has no types on this side: the page takes whatever a plugin gives.
/* oxlint-disable typescript/no-explicit-any, typescript/consistent-type-assertions */
import type { Reducer } from 'redux';
import { mountReducer } from './store.ts';

export interface Registered {
  readonly kind: string;
  readonly id: string;
  readonly args: readonly any[];
}

export const registered: Registered[] = [];
export const socketHandlers = new Map<string, (message: any) => void>();
export const reconnectHandlers = new Set<() => void>();
const listeners = new Set<() => void>();

export function onRegistered(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const allOf = (kind: string) => registered.filter((each) => each.kind === kind);

function keep(kind: string, args: readonly any[]): string {
  const id = `${kind}-${registered.length + 1}`;
  registered.push({ kind, id, args });
  for (const listener of listeners) listener();
  return id;
}

/** Calls that only have to be taken note of answer their id, as the real one does. */
const plain = [
  'registerRootComponent',
  'registerPopoverUserAttributesComponent',
  'registerLinkTooltipComponent',
  'registerPostTypeComponent',
  'registerChannelHeaderButtonAction',
  'registerAppBarComponent',
  'registerMainMenuAction',
  'registerPostDropdownMenuAction',
  'registerSlashCommandWillBePostedHook',
  'registerMessageWillBePostedHook',
  'registerAdminConsoleCustomSetting',
  'registerRHSPluginPopoutListener',
  'registerTranslations',
  'registerUserSettings',
  'registerCustomRoute',
];

export function registryOf(pluginId: string): any {
  const calls = Object.fromEntries(plain.map((name) => [name, (...args: any[]) => keep(name.replace('register', ''), args)]));
  return {
    ...calls,
    registerReducer: (reducer: Reducer) => mountReducer(`plugins-${pluginId}`, reducer),
    registerWebSocketEventHandler: (event: string, handler: (message: any) => void) => socketHandlers.set(event, handler),
    unregisterWebSocketEventHandler: (event: string) => socketHandlers.delete(event),
    registerReconnectHandler: (handler: () => void) => reconnectHandlers.add(handler),
    unregisterReconnectHandler: () => reconnectHandlers.clear(),
    registerRightHandSidebarComponent: (component: any, title: any) => {
      const id = keep('RightHandSidebar', [component, title]);
      const action = (type: string) => ({ type, id });
      return { id, showRHSPlugin: action('rhs/show'), hideRHSPlugin: action('rhs/hide'), toggleRHSPlugin: action('rhs/toggle') };
    },
  };
}
