// /jenkins plugins: name, version, whether each is enabled, and whether there is a newer one.

import type { AnswerVerb } from '../../../ci/command.ts';
import { join, say } from '../../../ci/words.ts';
import type { Words } from '../../../ci/words.ts';
import { listPlugins } from '../api/plugins.ts';
import type { Plugin } from '../api/plugins.ts';
import { jenkinsOf } from './safe-restart.ts';

/** Longer lists are a file. */
const MOST_SHOWN = 40;

export const tellPlugins: AnswerVerb = async (asked) => {
  const plugins = await listPlugins(await asked.as());
  if (plugins.length === 0) return { text: say`${jenkinsOf(asked)} has no plugins.` };
  const shown = [...plugins].sort((left, right) => Number(needsLook(right)) - Number(needsLook(left))).slice(0, MOST_SHOWN);
  const table = join([say`| plugin | version | |`, say`| --- | --- | --- |`, ...shown.map(row)]);
  const left = plugins.length - shown.length;
  const rest = left === 0 ? say`` : say`… and ${left} more: the file has all of them.`;
  const files = left === 0 ? [] : [{ name: 'jenkins-plugins.txt', bytes: Buffer.from(plugins.map(line).join('\n') + '\n') }];
  return {
    text: join([summary(plugins, jenkinsOf(asked)), say``, table, rest]),
    inChannel: true,
    ...(files.length > 0 && { files }),
  };
};

function summary(plugins: readonly Plugin[], jenkins: Words): Words {
  const updates = plugins.filter(({ hasUpdate }) => hasUpdate).length;
  const off = plugins.filter(({ enabled }) => !enabled).length;
  return say`${jenkins} has ${plugins.length} plugins: ${updates} with a newer version, ${off} disabled.`;
}

function needsLook({ enabled, active, hasUpdate }: Plugin): boolean {
  return hasUpdate || enabled !== active || !enabled;
}

function row(plugin: Plugin): Words {
  return say`| ${plugin.name} | ${plugin.version} | ${stateOf(plugin)} |`;
}

function line(plugin: Plugin): string {
  return `${plugin.name} (${plugin.id}) ${plugin.version}${stateOf(plugin) === '' ? '' : `: ${stateOf(plugin)}`}`;
}

function stateOf({ enabled, active, hasUpdate }: Plugin): string {
  const running = enabled === active ? undefined : enabled ? 'not started yet' : 'until the restart';
  return [enabled ? 'enabled' : 'disabled', running, hasUpdate ? 'newer version' : undefined]
    .filter((word) => word !== undefined)
    .join(', ');
}
