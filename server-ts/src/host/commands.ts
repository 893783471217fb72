// Slash commands: registered with their autocomplete, answered to the person only, or to the channel when they act on it.
import { autocompleteOf, type AutocompleteData, type Reply } from '../commands/index.ts';
import { typed, type Api, type AutocompleteData as AutocompleteInput, type CommandArgs, type Input } from '../mattermost/index.ts';

type Grammar = Parameters<typeof autocompleteOf>[0];

export async function registerCommand(api: Api, grammar: Grammar): Promise<void> {
  const { trigger, summary } = grammar;
  await api.registerCommand({
    trigger,
    display_name: 'CI Command Center',
    description: summary,
    auto_complete: true,
    auto_complete_desc: summary,
    auto_complete_hint: '[command]',
    autocomplete_data: wire(autocompleteOf(grammar)),
  });
}

/** Go keeps an argument's details in an interface: each must travel under its own type's name. */
const types = { TextInput: 'Text', StaticList: 'StaticList', DynamicList: 'DynamicList' } as const;

function wire(data: AutocompleteData): Input<AutocompleteInput> {
  return {
    ...data,
    Arguments: data.Arguments.map((each) => ({ ...each, Data: typed(`*model.Autocomplete${types[each.Type]}Arg`, each.Data) })),
    SubCommands: data.SubCommands.map(wire),
  };
}

/** Shows a reply from the bot: to the person who typed, in the thread it was typed in; or to the whole channel. */
export async function reply(
  api: Api,
  botId: string,
  args: Pick<CommandArgs, 'user_id' | 'channel_id' | 'root_id'>,
  answer: Reply,
): Promise<void> {
  const attachments = answer.attachments && typed('[]*model.SlackAttachment', answer.attachments);
  const { user_id: userId, channel_id: channelId, root_id: rootId } = args;
  const props = attachments === undefined ? {} : { props: { attachments } };
  const post = { user_id: botId, channel_id: channelId, message: answer.text, ...props };
  if (answer.inChannel === true) await api.createPost(post);
  else await api.sendEphemeralPost(userId, { ...post, root_id: rootId });
}
