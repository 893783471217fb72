// Table of contents: what main.ts joins.

export { autocompleteOf } from './autocomplete.ts';
export type { AutocompleteData } from './autocomplete.ts';
export { runCiCommand } from './ci-command.ts';
export { ciGrammar, withProviders } from './ci-grammar.ts';
export { joinCommand, type JoinedCommand } from './joined-command.ts';
export { createProviderCommand, type RunProviderCommand } from './provider-command.ts';
export type { CiPorts, People } from './ports.ts';
export type { Reply } from './reply.ts';
