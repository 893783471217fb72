// A real Redux store in the shape of Mattermost's, as far as plugins read it; plugins mount their reducers beside it.
// What passes between a plugin and its host has no types on this side: the page takes whatever a plugin gives.
/* oxlint-disable typescript/no-explicit-any, typescript/consistent-type-assertions */
import { combineReducers, legacy_createStore, type AnyAction, type Reducer } from 'redux';

type Table = Record<string, Record<string, unknown>>;

export interface HostState {
  entities: {
    users: { currentUserId: string; profiles: Table };
    channels: { currentChannelId: string; channels: Table };
    teams: { currentTeamId: string; teams: Table };
    posts: { posts: Table };
    general: { config: Record<string, string> };
    preferences: { myPreferences: Table };
  };
  websocket: { connected: boolean; lastConnectAt: number; lastDisconnectAt: number };
  views: { rhs: { pluggableId: string }; theme: string };
}

const initial: HostState = {
  entities: {
    users: { currentUserId: '', profiles: {} },
    channels: { currentChannelId: '', channels: {} },
    teams: { currentTeamId: '', teams: {} },
    posts: { posts: {} },
    general: { config: {} },
    preferences: { myPreferences: {} },
  },
  websocket: { connected: false, lastConnectAt: 0, lastDisconnectAt: 0 },
  views: { rhs: { pluggableId: '' }, theme: 'denim' },
};

/** Actions of the page carry a function from state to state: it is small enough for that. */
const hostReducer = (state: HostState = initial, action: AnyAction): HostState => {
  if (action.type === 'host/change') return action['change'](state);
  const { pluggableId } = state.views.rhs;
  const show = (id: string) => ({ ...state, views: { ...state.views, rhs: { pluggableId: id } } });
  if (action.type === 'rhs/show') return show(action['id']);
  if (action.type === 'rhs/hide') return show('');
  if (action.type === 'rhs/toggle') return show(pluggableId === action['id'] ? '' : action['id']);
  return state;
};

const added = new Map<string, Reducer>();

function rootReducer(state: any, action: AnyAction): any {
  const { entities, websocket, views, ...plugins } = state ?? {};
  const host = hostReducer(entities ? { entities, websocket, views } : undefined, action);
  return { ...host, ...(added.size > 0 ? combineReducers(Object.fromEntries(added))(plugins, action) : {}) };
}

const base = legacy_createStore(rootReducer);

/** Takes thunks, as Mattermost's store does. */
export const store: any = {
  ...base,
  dispatch: (action: any) => (typeof action === 'function' ? action(store.dispatch, base.getState) : base.dispatch(action)),
};

export function mountReducer(name: string, reducer: Reducer): void {
  added.set(name, reducer);
  base.replaceReducer(rootReducer);
}

export function change(how: (state: HostState) => HostState): void {
  base.dispatch({ type: 'host/change', change: how } as any);
}

/** Puts rows into one of the tables, by id. */
export function remember(kind: 'users' | 'channels' | 'teams' | 'posts', rows: readonly any[]): void {
  change((state) => {
    const table = kind === 'users' ? 'profiles' : kind;
    const slice: any = state.entities[kind];
    const merged = { ...slice[table], ...Object.fromEntries(rows.map((row) => [row.id, row])) };
    return { ...state, entities: { ...state.entities, [kind]: { ...slice, [table]: merged } } };
  });
}
