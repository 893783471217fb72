// Whether our slash commands reach us: of two plugins that register one, the server asks the first.
import { note, right, wrong, type CheckFinding } from '../ci/check.ts';
import type { Command, Manifest } from '../mattermost/index.ts';
import { DISPLAY_NAME } from './commands.ts';

/** The server's own lists, as far as they are looked at. */
interface CommandLists {
  listPluginCommands(teamId: string): Promise<readonly Pick<Command, 'trigger' | 'display_name'>[]>;
  getPlugins(): Promise<readonly Pick<Manifest, 'id'>[]>;
}

/** `triggers`: those that are switched on. `CommandsForTeam` of the server's `app/plugin_commands.go` lists them in the order that counts. */
export async function lookAtCommands(api: CommandLists, triggers: readonly string[], ownId: string): Promise<readonly CheckFinding[]> {
  const [commands, plugins] = await Promise.all([api.listPluginCommands(''), api.getPlugins()]);
  const findings = triggers.flatMap((trigger): readonly CheckFinding[] => {
    const found = commands.find((each) => each.trigger === trigger);
    const others = plugins.flatMap(({ id }) => (id !== ownId && wordsOf(id).includes(trigger) ? [id] : []));
    const whose = others.length === 0 ? 'another plugin' : `the plugin ${others.join(', ')}`;
    if (found === undefined) return [wrong('CI_CHECK_COMMAND', `/${trigger} is not registered.`, 'Switch the plugin off and on again.')];
    if (found.display_name !== DISPLAY_NAME)
      return [wrong('CI_CHECK_COMMAND', `/${trigger} is answered by ${whose}, not here.`, switchOff(trigger))];
    if (others.length === 0) return [];
    return [
      note('CI_CHECK_SECOND_PLUGIN', `The plugin ${others.join(', ')} is active, too, and may take /${trigger}.`, switchOff(trigger)),
    ];
  });
  return findings.length > 0 ? findings : [right('CI_CHECK_COMMAND', triggers.map((each) => `/${each}`).join(', '))];
}

function switchOff(trigger: string): string {
  return `Disable that plugin in System Console → Plugins; or, to keep it, switch off “Offer /${trigger}” in the settings of CI Command Center, where there is that.`;
}

/** `com.example.mattermost-plugin-mill` is likely to want /mill; `incident` is not likely to want /ci. */
function wordsOf(id: string): readonly string[] {
  return id.toLowerCase().split(/[^a-z0-9]+/);
}
