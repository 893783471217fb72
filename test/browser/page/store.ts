// A real Redux store in the shape of Mattermost's, as far as plugins read it; plugins mount their reducers beside it.
import type { Channel } from '@mattermost/types/channels';
import type { ClientConfig } from '@mattermost/types/config';
import type { Post } from '@mattermost/types/posts';
import type { Team } from '@mattermost/types/teams';
import type { UserProfile } from '@mattermost/types/users';
import { useSelector } from 'react-redux';
import { applyMiddleware, legacy_createStore, type Middleware, type Reducer, type UnknownAction } from 'redux';
import type { ThemeName } from './theme.ts';

type Table<T> = Readonly<Record<string, T>>;

interface Entities {
  readonly users: { readonly currentUserId: string; readonly profiles: Table<UserProfile> };
  readonly channels: { readonly currentChannelId: string; readonly channels: Table<Channel> };
  readonly teams: { readonly currentTeamId: string; readonly teams: Table<Team> };
  readonly posts: { readonly posts: Table<Post> };
  readonly general: { readonly config: Partial<ClientConfig> };
  readonly preferences: { readonly myPreferences: Table<unknown> };
}

interface HostState {
  readonly entities: Entities;
  readonly websocket: { readonly connected: boolean; readonly lastConnectAt: number; readonly lastDisconnectAt: number };
  /** The dialog that the server asked to open last, and the trigger of the last click or command. */
  readonly integrations: { readonly dialog?: unknown; readonly triggerId: string };
  readonly views: { readonly rhs: { readonly pluggableId: string }; readonly theme: ThemeName };
}

type PluginStates = Readonly<Record<`plugins-${string}`, unknown>>;
export type PageState = HostState & PluginStates;

const initial: PageState = {
  entities: {
    users: { currentUserId: '', profiles: {} },
    channels: { currentChannelId: '', channels: {} },
    teams: { currentTeamId: '', teams: {} },
    posts: { posts: {} },
    general: { config: {} },
    preferences: { myPreferences: {} },
  },
  websocket: { connected: false, lastConnectAt: 0, lastDisconnectAt: 0 },
  integrations: { triggerId: '' },
  views: { rhs: { pluggableId: '' }, theme: 'denim' },
};

type Change = (state: HostState) => HostState;
const isChange = (action: UnknownAction): action is { type: 'host/change'; change: Change } => action.type === 'host/change';

/** Actions of the page carry a function from state to state: it is small enough for that. */
function hostReducer(state: HostState, action: UnknownAction): HostState {
  if (isChange(action)) return action.change(state);
  const { pluggableId } = state.views.rhs;
  const id = String(action['id']);
  const show = (shown: string) => ({ ...state, views: { ...state.views, rhs: { pluggableId: shown } } });
  // By the name that Mattermost gives it: plugins dispatch it after clicks of their own.
  if (action.type === 'RECEIVED_DIALOG_TRIGGER_ID')
    return { ...state, integrations: { ...state.integrations, triggerId: String(action['data']) } };
  if (action.type === 'host/dialog') return { ...state, integrations: { ...state.integrations, dialog: action['dialog'] } };
  if (action.type === 'rhs/show') return show(id);
  if (action.type === 'rhs/hide') return show('');
  if (action.type === 'rhs/toggle') return show(pluggableId === id ? '' : id);
  return state;
}

const added = new Map<`plugins-${string}`, Reducer>();

function rootReducer(state: PageState = initial, action: UnknownAction): PageState {
  const { entities, websocket, integrations, views } = state;
  const plugins: PluginStates = Object.fromEntries([...added].map(([name, reducer]) => [name, reducer(state[name], action)]));
  return { ...hostReducer({ entities, websocket, integrations, views }, action), ...plugins };
}

/** Takes thunks, as Mattermost's store does. */
const thunk: Middleware =
  ({ dispatch, getState }) =>
  (next) =>
  (action) =>
    typeof action === 'function' ? action(dispatch, getState) : next(action);

export const store = legacy_createStore(rootReducer, applyMiddleware(thunk));
export const usePage = useSelector.withTypes<PageState>();

export function mountReducer(pluginId: string, reducer: Reducer): void {
  added.set(`plugins-${pluginId}`, reducer);
  store.replaceReducer(rootReducer);
}

export function change(how: Change): void {
  store.dispatch({ type: 'host/change', change: how });
}

export function changeEntities(how: (entities: Entities) => Partial<Entities>): void {
  change((state) => ({ ...state, entities: { ...state.entities, ...how(state.entities) } }));
}
