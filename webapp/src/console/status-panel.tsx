// How everything is, for administrators: when each connection was heard, what waits, and what is wrong.
import * as React from 'react';
import { paths } from '@ci-command-center/contract';
import type { ConnectionStatusView, Status, StatusView } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { useResource } from '../api/use-resource.ts';
import { StatusIcon } from '../parts/icon.tsx';
import { ResourceView } from '../parts/resource-view.tsx';
import { Section } from '../parts/section.tsx';
import { Age } from '../parts/time.tsx';
import { useWords } from '../text/say.tsx';
import { Remedy } from './faults.tsx';
import { isStatus } from './guard.ts';

export function StatusPanel() {
  const { say } = useWords();
  const resource = useResource(pluginAddress(paths.status), isStatus);
  const refresh = (
    <button type="button" className="ci-button ci-button-small" disabled={resource.loading} onClick={resource.reload}>
      {say('health.refresh')}
    </button>
  );
  return (
    <div className="ci-status">
      <Section title={say('health.title')} aside={refresh}>
        <ResourceView resource={resource} loading={say('health.loading')} failed={say('health.failed')}>
          {(status) => <Findings status={status} />}
        </ResourceView>
      </Section>
    </div>
  );
}

function Findings({ status: { connections, queue, accounts, problems, version, runtime } }: { readonly status: StatusView }) {
  const { say, count } = useWords();
  const unused = connections.filter(isUnused).map(({ title }) => title);
  return (
    <>
      <ul>
        {problems.length === 0 && <Finding status="success" title={say('health.noProblems')} />}
        {problems.map(({ code, message, remedy }) => (
          <Finding key={`${code} ${message}`} status="failed" title={message}>
            <Remedy text={remedy} /> <span className="ci-quiet">{code}</span>
          </Finding>
        ))}
        {connections
          .filter((each) => !isUnused(each))
          .map((each) => (
            <Connection key={`${each.provider}/${each.name}`} connection={each} />
          ))}
        {unused.length > 0 && (
          <Finding status="created" title={say('health.unused')}>
            {unused.join(', ')}
          </Finding>
        )}
        <Queue queue={queue} />
        {accounts > 0 && (
          <Finding status="success" title={say('health.accounts')}>
            {count('health.accountsLinked', accounts)}
          </Finding>
        )}
      </ul>
      <p className="ci-console-note">{say('health.about', { version, runtime })}</p>
    </>
  );
}

/** Of which nothing was set and nothing ever came. */
function isUnused({ name, url, lastDelivery }: ConnectionStatusView): boolean {
  return name === 'default' && url === undefined && lastDelivery === undefined;
}

interface FindingProps {
  readonly status: Status;
  readonly title: string;
  readonly children?: React.ReactNode;
}

function Finding({ status, title, children }: FindingProps) {
  return (
    <li className="ci-finding">
      <StatusIcon status={status} />
      <div>
        <strong>{title}</strong>
        <div>{children}</div>
      </div>
    </li>
  );
}

function Connection({ connection: { title, name, url, webhook, redirects, lastDelivery } }: { readonly connection: ConnectionStatusView }) {
  const { say } = useWords();
  return (
    <Finding status={lastDelivery === undefined ? 'created' : 'success'} title={name === 'default' ? title : `${title} (${name})`}>
      {lastDelivery === undefined ? (
        <>
          {say('health.never')} <code>{webhook}</code>
        </>
      ) : (
        <>
          {say('health.heard')} <Age at={lastDelivery} />
        </>
      )}
      {url !== undefined && redirects.length > 0 && (
        <div>
          {say('health.redirect')}{' '}
          {redirects.map((each) => (
            <code key={each}>{each}</code>
          ))}
        </div>
      )}
    </Finding>
  );
}

function Queue({ queue: { pending, dead, oldestPending, slow } }: Pick<StatusView, 'queue'>) {
  const { say, count } = useWords();
  return (
    <Finding status={dead > 0 || slow ? 'warning' : 'success'} title={say('health.deliveries')}>
      {pending === 0 || oldestPending === undefined ? (
        say('health.nothingWaits')
      ) : (
        <>
          {say('health.waits', { count: pending })} <Age at={oldestPending} />
        </>
      )}
      {dead > 0 && <div>{count('health.dead', dead)}</div>}
    </Finding>
  );
}
