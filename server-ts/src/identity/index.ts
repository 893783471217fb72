// Table of contents: what the assembly joins.
export { accountCommand } from './account-command.ts';
export { createAccounts, type Accounts } from './accounts.ts';
export { createAccountCare, type AccountCare } from './care.ts';
export { createKeyRing } from './key-ring.ts';
export { accountLines } from './me.ts';
export type { AccountCommand } from './ports.ts';
export { createVault } from './vault.ts';
