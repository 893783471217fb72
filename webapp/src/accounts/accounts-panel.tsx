// The tab of accounts: who the person is in each CI system, and what an account is good for.
import * as React from 'react';
import { paths } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { useResource } from '../api/use-resource.ts';
import { Empty } from '../parts/panel-states.tsx';
import { ResourceView } from '../parts/resource-view.tsx';
import { Section } from '../parts/section.tsx';
import { useWords } from '../text/say.tsx';
import { AccountItem } from './account-item.tsx';
import { isAccountList } from './guard.ts';
import './accounts.css';

export function AccountsPanel() {
  const { say } = useWords();
  const resource = useResource(pluginAddress(paths.accounts), isAccountList, 'accounts');
  const [done, setDone] = React.useState('');
  const finish = (message: string) => {
    setDone(message);
    resource.reload();
  };
  return (
    <ResourceView resource={resource} loading={say('accounts.loading')} failed={say('accounts.failed')}>
      {({ accounts }) => (
        <div className="ci-sections">
          <output className="ci-outcome">{done !== '' && <span className="ci-section-note">{done}</span>}</output>
          {accounts.length === 0 ? (
            <Empty icon="account" title={say('accounts.empty.title')} body={say('accounts.empty.body')} />
          ) : (
            <Section title={say('accounts.list')}>
              <ul>
                {accounts.map((view) => (
                  <AccountItem key={`${view.provider}/${view.connection}/${view.state}`} view={view} onDone={finish} />
                ))}
              </ul>
            </Section>
          )}
          <Section title={say('accounts.without.title')}>
            <p className="ci-section-note">{say('accounts.without.body')}</p>
          </Section>
          <Section title={say('accounts.with.title')}>
            <p className="ci-section-note">{say('accounts.with.body')}</p>
          </Section>
        </div>
      )}
    </ResourceView>
  );
}
