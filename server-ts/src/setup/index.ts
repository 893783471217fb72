// Table of contents: what the assembly joins.
export { setupActs } from './calls.ts';
export type { ConnectionSeen, SetupChannels, SetupPeople, SetupPorts, SetupPosts, SetupSystems } from './ports.ts';
export { setupCommand } from './setup-command.ts';
export { createWizard, type Wizard } from './wizard.ts';
