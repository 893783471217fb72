// Table of contents: what the assembly joins.
export { accountCommand } from './account-command.ts';
export { createAccounts, secretsOf, type Accounts } from './accounts.ts';
export { createAccountCare, type AccountCare } from './care.ts';
export { createTellEnded } from './ended.ts';
export { createKeyRing } from './key-ring.ts';
export { addressOf } from './linked.ts';
export { accountLines, accountList } from './me.ts';
export { createOAuthClient } from './oauth-client.ts';
export { createOAuthFlow } from './oauth-flow.ts';
export { createOAuthRoutes } from './oauth-routes.ts';
export { createOAuthStates } from './oauth-state.ts';
export type { AccountCommand, OAuthAddresses, OAuthProvider } from './ports.ts';
export { reachAs } from './reach.ts';
export { createRecognition, type Recognise } from './recognition.ts';
export { createRenewal, type RenewalPorts } from './renewal.ts';
export { createRevocation } from './revocation.ts';
export { createVault, type Vault } from './vault.ts';
