// The tab of subscriptions: what the channel is told of.
import type { PanelProps } from '../sidebar/panel.ts';

export function SubscriptionsPanel(_props: PanelProps) {
  return null;
}
