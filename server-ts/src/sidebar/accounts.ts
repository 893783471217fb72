// The accounts tab, and the line in a person's popover: who somebody is in the CI systems. Everybody changes only their own.

import {
  paths,
  type AccountList,
  type AccountView,
  type DisconnectedView,
  type PublicAccountList,
  type PublicAccountView,
} from '@ci-command-center/contract';
import { Hono } from 'hono';
import type { Unlinking } from '../identity/accounts.ts';
import { toText } from '../rendering/view-text.ts';
import { isId, refuse, signedIn } from './session.ts';

export interface AccountApiPorts {
  /** The person's own, with all that they may know of them. */
  of(userId: string): Promise<readonly AccountView[]>;
  publicOf(userId: string): Promise<readonly PublicAccountView[]>;
  unlink(userId: string, connection: { readonly provider: string; readonly name: string }): Promise<Unlinking>;
  /** Whether somebody may see that another person exists. */
  maySee(userId: string, other: string): Promise<boolean>;
}

/** Below the plugin's address. */
export function createAccountApi(ports: AccountApiPorts): Hono {
  const app = new Hono();
  app.get(
    paths.accounts,
    signedIn(async ({ userId }, context) => {
      const list: AccountList = { accounts: await ports.of(userId) };
      return context.json(list);
    }),
  );
  app.delete(
    `${paths.accounts}/:provider/:connection`,
    signedIn(async ({ userId }, context) => {
      const { provider = '', connection: name = '' } = context.req.param();
      const unlinked = await ports.unlink(userId, { provider, name });
      if (unlinked.kind === 'none') return context.json(refuse('CI_API_ACCOUNT', 'You are not connected there any more.'), 404);
      const { account, ended } = unlinked;
      const view: DisconnectedView = { login: toText(account.login), ...(ended !== undefined && { revoked: ended }) };
      return context.json(view);
    }),
  );
  app.get(
    `${paths.people}/:id/accounts`,
    signedIn(async ({ userId }, context) => {
      const id = context.req.param('id') ?? '';
      // Whoever may not see somebody does not learn whether there is such a person either.
      if (!isId(id) || !(await ports.maySee(userId, id))) return context.json(refuse('CI_API_PERSON', 'There is no such person.'), 404);
      const list: PublicAccountList = { accounts: await ports.publicOf(id) };
      return context.json(list);
    }),
  );
  return app;
}
