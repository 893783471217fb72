// What it takes to tell where an event that somebody imagines would go: the rules in force, and this channel's own wishes.
import type { CiPorts } from '../commands/index.ts';
import { systemClock } from '../platform/clock.ts';
import { providers } from '../providers/registry.ts';
import type { Parts } from './parts.ts';

export function createRouteTest({ routing, configuration, storage: { subscriptions, mutes } }: Parts): CiPorts['routeTest'] {
  return (channel) => ({
    routing,
    providers: providers.map(({ name }) => name),
    rules: configuration.now().rules,
    subscriptions: subscriptions.current().filter(({ channelId }) => channelId === channel),
    mutes: mutes.current().filter(({ channelId }) => channelId === channel),
    now: systemClock(),
  });
}
