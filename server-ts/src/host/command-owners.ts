// Whether our slash commands reach us: of two plugins that register one, the server asks the first.
import { note, right, wrong, type CheckFinding } from '../ci/check.ts';
import type { Api } from '../mattermost/index.ts';
import { DISPLAY_NAME } from './commands.ts';

/** `triggers`: those that are switched on. `CommandsForTeam` of the server's `app/plugin_commands.go` lists them in the order that counts. */
export async function lookAtCommands(
  api: Pick<Api, 'listPluginCommands' | 'getPlugins'>,
  triggers: readonly string[],
  ownId: string,
): Promise<readonly CheckFinding[]> {
  const [commands, plugins] = await Promise.all([api.listPluginCommands(''), api.getPlugins()]);
  const findings = triggers.flatMap((trigger): readonly CheckFinding[] => {
    const found = commands.find((each) => each.trigger === trigger);
    const others = plugins.filter(({ id, name }) => id !== ownId && `${id} ${name}`.toLowerCase().includes(trigger)).map(({ id }) => id);
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
  return `Disable that plugin in System Console → Plugins; or, to keep it, switch \`/${trigger}\` off in the settings of CI Command Center.`;
}
