// Table of contents: what the assembly joins.
export { accountCommand } from './account-command.ts';
export { createAccounts, type Accounts } from './accounts.ts';
export { createAccountCare, type AccountCare } from './care.ts';
export { createKeyRing, type KeyRing } from './key-ring.ts';
export { addressOf, type AccountTable, type LinkedAccount, type SealedAccount } from './linked.ts';
export { accountLines } from './me.ts';
export { createVault } from './vault.ts';
export { CONNECT_CALL, DISCONNECT_CALL, type AccountCommand, type AccountCommandPorts, type AccountProvider } from './ports.ts';
