// The three default channels by the names in the settings.
import { CiError } from '../platform/errors.ts';
import { textOf, type Settings } from './setting.ts';

export interface ChannelNames {
  readonly builds: string;
  readonly reviews: string;
  readonly alerts: string;
}

const usual: ChannelNames = { builds: 'builds', reviews: 'code-reviews', alerts: 'alerts' };

/** As they stand in addresses; `~Builds` is `builds`. Where one is wrong its last good name stays, and what is wrong is told. */
export function readChannelNames(
  settings: Settings,
  last: ChannelNames = usual,
): { readonly names: ChannelNames; readonly problems: readonly CiError[] } {
  const problems: CiError[] = [];
  const nameOf = (purpose: keyof ChannelNames): string => {
    const key = `${purpose.charAt(0).toUpperCase()}${purpose.slice(1)}Channel`;
    const text = textOf(settings, key);
    const name = text.replace(/^~/, '').toLowerCase() || usual[purpose];
    if (/^[a-z0-9][a-z0-9_-]{0,63}$/.test(name)) return name;
    problems.push(wrong(key, text));
    return last[purpose];
  };
  return { names: { builds: nameOf('builds'), reviews: nameOf('reviews'), alerts: nameOf('alerts') }, problems };
}

function wrong(key: string, text: string): CiError {
  return new CiError(
    'CI_SETTINGS_CHANNEL',
    `${key} is ${text.slice(0, 80)}, which is no name of a channel as it stands in its address.`,
    'Write lower-case letters, digits and dashes, as `code-reviews`.',
  );
}
