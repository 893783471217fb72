// Keeps commands that hold a secret from going the usual way, on which Mattermost may write them into its audit log: they go to the plugin
// alone.
import { paths } from '@ci-command-center/contract';
import type { PrivateCommandList } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { request } from '../api/request.ts';
import { isAnything, isString, listOf, shape } from './guard.ts';
import type { CommandArgs, SlashCommandHook } from './registry.ts';

const isList = shape<PrivateCommandList>({ commands: listOf(isString) });

/** A verb and two more words: with fewer there is no secret yet, and a dialog that asks for it needs the usual way. */
const mayHoldSecret = /^\s*\/(\S+)\s+(\S+)\s+\S+\s+\S/u;

export function createPrivateCommandHook(): SlashCommandHook {
  let known: readonly string[] | undefined;
  const load = async (): Promise<readonly string[]> => {
    const answer = await request(pluginAddress(paths.privateCommands), isList);
    if (answer.ok) known = answer.value.commands;
    return known ?? [];
  };
  return async (message, args) => {
    const [, trigger = '', verb = ''] = mayHoldSecret.exec(message) ?? [];
    const name = `${trigger} ${verb}`.toLowerCase();
    const isOurs = trigger !== '' && (known ?? (await load())).includes(name);
    return isOurs ? sendPrivately(message, args) : { message, args };
  };
}

/** Nothing is left for Mattermost to send then. */
async function sendPrivately(command: string, { channel_id, root_id = '' }: CommandArgs): ReturnType<SlashCommandHook> {
  const answer = await request(pluginAddress(paths.privateCommands), isAnything, {
    method: 'POST',
    body: { command, channel_id, root_id },
  });
  return answer.ok ? {} : { error: { message: answer.error.message } };
}
