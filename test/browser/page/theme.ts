// Mattermost's Denim and Onyx themes as the CSS variables that the web app sets on :root.

const denim = {
  sidebarBg: '#1e325c',
  sidebarText: '#ffffff',
  sidebarHeaderBg: '#192a4d',
  centerChannelBg: '#ffffff',
  centerChannelColor: '#3f4350',
  newMessageSeparator: '#cc8f00',
  linkColor: '#386fe5',
  buttonBg: '#1c58d9',
  buttonColor: '#ffffff',
  errorTextColor: '#d24b4e',
  mentionHighlightBg: '#ffd470',
  onlineIndicator: '#3db887',
  awayIndicator: '#ffbc1f',
  dndIndicator: '#d24b4e',
};

const onyx: typeof denim = {
  sidebarBg: '#202228',
  sidebarText: '#ffffff',
  sidebarHeaderBg: '#24272d',
  centerChannelBg: '#191b1f',
  centerChannelColor: '#e3e4e8',
  newMessageSeparator: '#1adbdb',
  linkColor: '#5d89ea',
  buttonBg: '#4a7ce8',
  buttonColor: '#ffffff',
  errorTextColor: '#da6c6e',
  mentionHighlightBg: '#0d6e6e',
  onlineIndicator: '#3db887',
  awayIndicator: '#f5ab00',
  dndIndicator: '#d24b4e',
};

export type ThemeName = 'denim' | 'onyx';
export const themes = { denim: { ...denim, type: 'Denim' }, onyx: { ...onyx, type: 'Onyx' } };

const kebab = (name: string) => name.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`);
const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)).join(', ');

/** Each colour twice, as the web app does: as it is, and its red, green and blue for `rgba(var(--x-rgb), 0.5)`. */
export function applyTheme(name: ThemeName): void {
  const { style } = document.documentElement;
  for (const [key, value] of Object.entries(themes[name])) {
    if (!value.startsWith('#')) continue;
    style.setProperty(`--${kebab(key)}`, value);
    style.setProperty(`--${kebab(key)}-rgb`, channels(value));
  }
  style.setProperty('--error-text', themes[name].errorTextColor);
  style.setProperty('--radius-s', '4px');
  style.setProperty('--elevation-1', '0 2px 3px 0 rgba(0, 0, 0, 0.08)');
}
