// With what right a linked account is used, and how long.
import * as React from 'react';
import type { LinkedAccountView } from '@ci-command-center/contract';
import { Age } from '../parts/time.tsx';
import { useWords } from '../text/say.tsx';
import type { Words } from '../text/say.tsx';
import { exactText } from '../text/time.ts';

export function AccountFacts({ account }: { readonly account: LinkedAccountView }) {
  const words = useWords();
  const { say } = words;
  const { access, scopes, since } = account;
  return (
    <dl className="ci-facts">
      <dt>{say('accounts.access')}</dt>
      <dd>{say(`accounts.access.${access}`)}</dd>
      {scopes !== undefined && scopes.length > 0 && (
        <>
          <dt>{say('accounts.scopes')}</dt>
          <dd>
            <ul className="ci-tags">
              {scopes.map((scope) => (
                <li key={scope} className="ci-tag">
                  {scope}
                </li>
              ))}
            </ul>
          </dd>
        </>
      )}
      <dt>{say('accounts.expires')}</dt>
      <dd>{endOf(account, words)}</dd>
      <dt>{say('accounts.since')}</dt>
      <dd>
        <Age at={since} />
      </dd>
    </dl>
  );
}

function endOf({ expiresAt, renews }: LinkedAccountView, words: Words): string {
  if (expiresAt === undefined) return words.say('accounts.expires.never');
  return words.say(renews === true ? 'accounts.expires.renews' : 'accounts.expires.ends', { time: exactText(expiresAt, words) });
}
