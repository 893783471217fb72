// How everything is, for administrators: when each connection was heard, what waits, and what is wrong.
import * as React from 'react';
import { paths } from '@ci-command-center/contract';
import type { CheckFindingView, CheckupView, ConnectionStatusView, Status, StatusView } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { useResource } from '../api/use-resource.ts';
import { StatusIcon } from '../parts/icon.tsx';
import { ResourceView } from '../parts/resource-view.tsx';
import { Section } from '../parts/section.tsx';
import { Age } from '../parts/time.tsx';
import { useWords } from '../text/say.tsx';
import { Checks, isWrong } from './checks.tsx';
import { CodeLink } from './code-link.tsx';
import { Remedy } from './faults.tsx';
import { isCheckup, isStatus } from './guard.ts';

export function StatusPanel() {
  const { say } = useWords();
  const resource = useResource(pluginAddress(paths.status), isStatus);
  const checkup = useResource(pluginAddress(paths.checkup), isCheckup);
  const reload = (): void => {
    resource.reload();
    checkup.reload();
  };
  const refresh = (
    <button type="button" className="ci-button ci-button-small" disabled={resource.loading || checkup.loading} onClick={reload}>
      {say('health.refresh')}
    </button>
  );
  return (
    <div className="ci-status">
      <Section title={say('health.title')} aside={refresh}>
        <ResourceView resource={resource} loading={say('health.loading')} failed={say('health.failed')}>
          {(status) => <Findings status={status} checkup={checkup.value} />}
        </ResourceView>
        <output className="ci-console-note">
          {checkup.loading && say('health.checking')}
          {!checkup.loading && checkup.error !== undefined && `${say('health.notChecked')} ${checkup.error.message}`}
        </output>
      </Section>
    </div>
  );
}

interface FindingsProps {
  readonly status: StatusView;
  /** Undefined until it is known. */
  readonly checkup: CheckupView | undefined;
}

function Findings({ status: { connections, queue, accounts, problems, version, runtime }, checkup }: FindingsProps) {
  const { say, count } = useWords();
  const unused = connections.filter(isUnused).map(({ title }) => title);
  const findingsOf = ({ provider, name }: ConnectionStatusView) =>
    checkup?.connections.find((each) => each.provider === provider && each.name === name)?.findings;
  return (
    <>
      <ul>
        {problems.length === 0 && <Finding status="success" title={say('health.noProblems')} />}
        {problems.map(({ code, message, remedy }) => (
          <Finding key={`${code} ${message}`} status="failed" title={message}>
            <Remedy text={remedy} /> <CodeLink code={code} />
          </Finding>
        ))}
        {connections
          .filter((each) => !isUnused(each))
          .map((each) => (
            <Connection key={`${each.provider}/${each.name}`} connection={each} findings={findingsOf(each)} />
          ))}
        {unused.length > 0 && (
          <Finding status="created" title={say('health.unused')}>
            {unused.join(', ')}
          </Finding>
        )}
        {checkup !== undefined && (
          <Finding status={isWrong(checkup.around) ? 'failed' : 'success'} title={say('health.around')}>
            <Checks findings={checkup.around} />
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

interface ConnectionProps {
  readonly connection: ConnectionStatusView;
  readonly findings: readonly CheckFindingView[] | undefined;
}

function Connection({ connection: { title, name, url, webhook, redirects, lastDelivery }, findings }: ConnectionProps) {
  const { say } = useWords();
  const heard = lastDelivery === undefined ? 'created' : 'success';
  return (
    <Finding status={isWrong(findings) ? 'failed' : heard} title={name === 'default' ? title : `${title} (${name})`}>
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
      <Checks findings={findings} />
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
