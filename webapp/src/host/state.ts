// The few facts that we read from Mattermost's own store. It is not ours, so everything is checked and may be missing.
import { dig, isNumber, isString } from './guard.ts';

export function currentChannelId(state: unknown): string {
  const id = dig(state, 'entities', 'channels', 'currentChannelId');
  return isString(id) ? id : '';
}

export function currentUserId(state: unknown): string {
  const id = dig(state, 'entities', 'users', 'currentUserId');
  return isString(id) ? id : '';
}

export interface CurrentUser {
  readonly username: string;
  /** First and last name; empty where there is neither. */
  readonly fullName: string;
  /** BCP 47 tag. */
  readonly locale: string;
  /** IANA name; empty for the browser's. */
  readonly timeZone: string;
}

/** Another object each time: compare by its fields. */
export function currentUser(state: unknown): CurrentUser {
  const of = (...path: readonly string[]): string => {
    const value = dig(state, 'entities', 'users', 'profiles', currentUserId(state), ...path);
    return isString(value) ? value : '';
  };
  const isAutomatic = of('timezone', 'useAutomaticTimezone') !== 'false';
  return {
    username: of('username'),
    fullName: `${of('first_name')} ${of('last_name')}`.trim(),
    locale: of('locale') || 'en',
    timeZone: isAutomatic ? '' : of('timezone', 'manualTimezone'),
  };
}

/** False only after a connection was lost: before the first one, Mattermost is starting and says so itself. */
export function isSocketConnected(state: unknown): boolean {
  const lostAt = dig(state, 'websocket', 'lastDisconnectAt');
  return dig(state, 'websocket', 'connected') !== false || !isNumber(lostAt) || lostAt === 0;
}

/** Whether images of other hosts are to be asked for through Mattermost's image proxy. */
export function hasImageProxy(state: unknown): boolean {
  return dig(state, 'entities', 'general', 'config', 'HasImageProxy') === 'true';
}

/** Name of the team that is on screen, as it stands in addresses; empty where there is none. */
export function currentTeam(state: unknown): string {
  const id = dig(state, 'entities', 'teams', 'currentTeamId');
  const name = typeof id === 'string' ? dig(state, 'entities', 'teams', 'teams', id, 'name') : undefined;
  return typeof name === 'string' ? name : '';
}
