// One group of alerts: what fires since when, how bad it is, where to look, and its silence.
import * as React from 'react';
import type { AlertGroupView, AlertView, LabelView } from '@ci-command-center/contract';
import { ForeignLink } from '../parts/foreign-link.tsx';
import { Moment } from '../parts/moment.tsx';
import { Glyph, StatusIcon } from '../parts/icon.tsx';
import { Fold } from '../parts/section.tsx';
import { useWords } from '../text/say.tsx';
import { Silence } from './silence.tsx';

interface Props {
  readonly group: AlertGroupView;
  readonly channelId: string;
  /** What came of an action, in a sentence. */
  onDone(message: string): void;
}

export function AlertItem({ group, channelId, onDone }: Props) {
  const { say } = useWords();
  const { title, severity, weight, summary, labels, firing } = group;
  const isOver = firing === 0;
  const state = say(isOver ? 'alerts.isResolved' : 'alerts.isFiring');
  return (
    <li className={`ci-item ci-weight-${weight}`} aria-label={say('alerts.label', { title, severity: severity ?? state })}>
      {isOver ? <StatusIcon status="success" /> : <Glyph name="alert" size={18} />}
      <div className="ci-item-body">
        <div className="ci-item-head">
          <h4 className="ci-item-title">{title}</h4>
          {severity !== undefined && <span className={isOver ? 'ci-tag' : 'ci-tag ci-tag-tone'}>{severity}</span>}
        </div>
        {summary !== undefined && <p>{summary}</p>}
        <Facts group={group} />
        <Labels labels={labels} />
        {group.alerts.length > 1 && <Alerts group={group} />}
        {!isOver && <Silence group={group} channelId={channelId} onDone={onDone} />}
      </div>
    </li>
  );
}

function Facts({ group }: { readonly group: AlertGroupView }) {
  const { say } = useWords();
  const { firing, total, since, endedAt, provider, url, runbookUrl, dashboardUrl } = group;
  return (
    <div className="ci-item-facts">
      {endedAt === undefined ? <Moment id="alerts.since" at={since} /> : <Moment id="alerts.ended" at={endedAt} />}
      {firing > 0 && firing < total && <span>{say('alerts.some', { firing, total })}</span>}
      {runbookUrl !== undefined && <ForeignLink href={runbookUrl}>{say('alerts.runbook')}</ForeignLink>}
      {dashboardUrl !== undefined && <ForeignLink href={dashboardUrl}>{say('alerts.dashboard')}</ForeignLink>}
      {url !== undefined && <ForeignLink href={url}>{say('alerts.source', { provider })}</ForeignLink>}
    </div>
  );
}

function Labels({ labels }: { readonly labels: readonly LabelView[] }) {
  if (labels.length === 0) return null;
  return (
    <ul className="ci-tags">
      {labels.map(({ name, value }) => (
        <li key={name} className="ci-tag">
          {name}={value}
        </li>
      ))}
    </ul>
  );
}

function Alerts({ group: { alerts, total, title } }: { readonly group: AlertGroupView }) {
  const { say, count } = useWords();
  const left = total - alerts.length;
  return (
    <Fold summary={count('alerts.count', total)}>
      <ul className="ci-lines" aria-label={say('alerts.all', { title })}>
        {alerts.map((alert) => (
          <AlertLine key={keyOf(alert)} alert={alert} />
        ))}
        {left > 0 && <li className="ci-item-note">{count('alerts.more', left)}</li>}
      </ul>
    </Fold>
  );
}

function keyOf({ name, since, labels }: AlertView): string {
  return JSON.stringify([name, since, labels]);
}

function AlertLine({ alert: { name, firing, since, endedAt, summary, labels, url } }: { readonly alert: AlertView }) {
  const { say } = useWords();
  return (
    <li className="ci-line-item">
      <StatusIcon status={firing ? 'failed' : 'success'} size={14} />
      <span>
        <span className="ci-hidden">{say(firing ? 'alerts.isFiring' : 'alerts.isResolved')}: </span>
        <ForeignLink href={url}>{name}</ForeignLink>
        {summary !== undefined && ` ${summary}`}{' '}
        <span className="ci-item-note">
          {labels.map((label) => `${label.name}=${label.value}`).join(' ')}{' '}
          {endedAt === undefined ? <Moment id="alerts.since" at={since} /> : <Moment id="alerts.ended" at={endedAt} />}
        </span>
      </span>
    </li>
  );
}
