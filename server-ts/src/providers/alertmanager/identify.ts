// Alertmanager gives its notifications no identity.

/**
 * Always undefined: a reminder after `repeat_interval` can be the same byte for byte, so not even the body tells a repetition.
 * None is needed either: hearing the same of a group twice changes nothing.
 */
export function identify(): undefined {
  return undefined;
}
