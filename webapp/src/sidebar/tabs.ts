// The tabs of the sidebar, in their order. A new one is one line here: its panel is loaded when it is first shown.
import { LogTab } from '../log-viewer/log-tab.tsx';
import { PipelinesTab } from '../pipelines/pipelines-tab.tsx';
import { lazyPanel } from './panel.ts';
import type { Tab } from './panel.ts';

export const firstTab: Tab = { id: 'pipelines', label: 'tab.pipelines', icon: 'pipeline', Panel: PipelinesTab };

export const tabs: readonly Tab[] = [
  firstTab,
  { id: 'log', label: 'tab.log', icon: 'log', Panel: LogTab },
  {
    id: 'reviews',
    label: 'tab.reviews',
    icon: 'merge-request',
    Panel: lazyPanel(async () => (await import(/* webpackChunkName: "reviews" */ '../reviews/reviews-panel.tsx')).ReviewsPanel),
  },
  {
    id: 'alerts',
    label: 'tab.alerts',
    icon: 'alert',
    Panel: lazyPanel(async () => (await import(/* webpackChunkName: "alerts" */ '../alerts/alerts-panel.tsx')).AlertsPanel),
  },
  {
    id: 'intents',
    label: 'tab.intents',
    icon: 'play',
    Panel: lazyPanel(async () => (await import(/* webpackChunkName: "intents" */ '../intents/intents-panel.tsx')).IntentsPanel),
  },
  {
    id: 'accounts',
    label: 'tab.accounts',
    icon: 'account',
    Panel: lazyPanel(async () => (await import(/* webpackChunkName: "accounts" */ '../accounts/accounts-panel.tsx')).AccountsPanel),
  },
  {
    id: 'subscriptions',
    label: 'tab.subscriptions',
    icon: 'bell',
    Panel: lazyPanel(
      async () => (await import(/* webpackChunkName: "subscriptions" */ '../subscriptions/subscriptions-panel.tsx')).SubscriptionsPanel,
    ),
  },
];
