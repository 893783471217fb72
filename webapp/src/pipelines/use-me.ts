// By which names pipelines may call the signed-in person: in Mattermost, and in the CI systems where an account is linked.
import * as React from 'react';
import { useSelector } from 'react-redux';
import { paths } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { request } from '../api/request.ts';
import { isString, listOf, optional, shape } from '../host/guard.ts';
import { currentUser } from '../host/state.ts';

interface Linked {
  readonly account?: { readonly login: string; readonly name?: string };
}

const isLinkedList = shape<{ readonly accounts: readonly Linked[] }>({
  accounts: listOf(
    shape<Linked>({ account: optional(shape<NonNullable<Linked['account']>>({ login: isString, name: optional(isString) })) }),
  ),
});

/** In lower case. Linked accounts are only asked for when `wanted`. */
export function useMe(wanted: boolean): ReadonlySet<string> {
  const user = useSelector(currentUser, (a, b) => a.username === b.username && a.fullName === b.fullName);
  const [linked, setLinked] = React.useState<readonly string[]>([]);
  React.useEffect(() => {
    if (!wanted) return undefined;
    let over = false;
    const ask = async (): Promise<void> => {
      const answer = await request(pluginAddress(paths.accounts), isLinkedList);
      // Without an answer the names in Mattermost must do.
      if (answer.ok && !over)
        setLinked(answer.value.accounts.flatMap(({ account }) => (account ? [account.login, account.name ?? ''] : [])));
    };
    void ask();
    return () => {
      over = true;
    };
  }, [wanted]);
  return React.useMemo(
    () => new Set([user.username, user.fullName, ...linked].filter((name) => name !== '').map((name) => name.toLowerCase())),
    [user, linked],
  );
}
