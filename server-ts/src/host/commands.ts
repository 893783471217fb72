// Slash commands: registered with their autocomplete, and taken away when they are switched off.
import { isDeepStrictEqual } from 'node:util';
import { autocompleteOf, type AutocompleteData } from '../commands/index.ts';
import { typed, type Api, type AutocompleteData as AutocompleteInput, type Input } from '../mattermost/index.ts';

/** By which our commands are known among those of other plugins. */
export const DISPLAY_NAME = 'CI Command Center';

type Grammar = Parameters<typeof autocompleteOf>[0];

/** Brings the server's list to these commands, whatever it was told of before. One call after the other. */
export function createRegistrar(api: Pick<Api, 'registerCommand' | 'unregisterCommand'>): (wanted: readonly Grammar[]) => Promise<void> {
  let registered = new Map<string, Grammar>();
  let last = Promise.resolve();
  const bring = async (wanted: readonly Grammar[]): Promise<void> => {
    const next = new Map(wanted.map((grammar) => [grammar.trigger, grammar]));
    for (const trigger of registered.keys()) if (!next.has(trigger)) await api.unregisterCommand('', trigger);
    for (const [trigger, grammar] of next) if (!isDeepStrictEqual(registered.get(trigger), grammar)) await registerCommand(api, grammar);
    registered = next;
  };
  return (wanted) => {
    const mine = last.then(() => bring(wanted));
    last = mine.catch(() => undefined);
    return mine;
  };
}

async function registerCommand(api: Pick<Api, 'registerCommand'>, grammar: Grammar): Promise<void> {
  const { trigger, summary } = grammar;
  await api.registerCommand({
    trigger,
    display_name: DISPLAY_NAME,
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
