// The line in a person's popover: who they are in the CI systems.
import * as React from 'react';
import { paths } from '@ci-command-center/contract';
import type { PublicAccountList, PublicAccountView } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { useResource } from '../api/use-resource.ts';
import { isString, listOf, optional, shape } from '../host/guard.ts';
import type { PopoverProps } from '../host/registry.ts';
import { ForeignLink } from '../parts/foreign-link.tsx';
import { useWords } from '../text/say.tsx';

const isList = shape<PublicAccountList>({
  accounts: listOf(shape<PublicAccountView>({ title: isString, login: isString, url: optional(isString) })),
});

/** Nothing for people without an account. */
export function PopoverLine({ user }: PopoverProps) {
  return user === undefined ? null : <Accounts userId={user.id} />;
}

function Accounts({ userId }: { readonly userId: string }) {
  const { say } = useWords();
  const { value } = useResource(pluginAddress(`${paths.people}/${encodeURIComponent(userId)}/accounts`), isList, 'accounts');
  if (value === undefined || value.accounts.length === 0) return null;
  return (
    <ul className="ci-root ci-popover" aria-label={say('popover.accounts')}>
      {value.accounts.map(({ title, login, url }) => (
        <li key={`${title} ${login}`} className="ci-popover-account">
          <span className="ci-popover-title">{title}</span>
          <ForeignLink href={url}>{login}</ForeignLink>
        </li>
      ))}
    </ul>
  );
}
