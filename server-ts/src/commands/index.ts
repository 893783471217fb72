// Table of contents: what main.ts joins.

export { autocompleteOf } from './autocomplete.ts';
export type { AutocompleteData } from './autocomplete.ts';
export { redirectToProvider } from './ci-accounts.ts';
export { deedOfCi, runCiCommand } from './ci-command.ts';
export { ciGrammar, withProviders } from './ci-grammar.ts';
export { offerConnections } from './connection-names.ts';
export { joinCommand, type JoinedCommand } from './joined-command.ts';
export { isOwnVerb, joinOwnCommand, OWN, ownConnection, type OwnVerbs } from './own-command.ts';
export { createProviderCommand, type RunProviderCommand } from './provider-command.ts';
export { secretVerbs } from './parse.ts';
export { createSuggestions } from './suggest.ts';
export type { CiPorts, ConnectionInfo, People } from './ports.ts';
export { createSubscriptionDesk } from './subscription-desk.ts';
