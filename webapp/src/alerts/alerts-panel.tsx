// The tab of alerts and quality gates: what fires first, then the gates, then what is over.
import * as React from 'react';
import { paths } from '@ci-command-center/contract';
import type { AlertBoard } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { useResource } from '../api/use-resource.ts';
import { useDoors } from '../host/doors.tsx';
import { Empty } from '../parts/panel-states.tsx';
import { ResourceView } from '../parts/resource-view.tsx';
import { Fold, Section } from '../parts/section.tsx';
import type { PanelProps } from '../sidebar/panel.ts';
import { useWords } from '../text/say.tsx';
import { AlertItem } from './alert-item.tsx';
import { GateItem } from './gate-item.tsx';
import { isAlertBoard } from './guard.ts';

export function AlertsPanel({ channelId }: PanelProps) {
  const { say } = useWords();
  const resource = useResource(pluginAddress(paths.alerts, { channel_id: channelId }), isAlertBoard, 'alerts', channelId);
  return (
    <ResourceView resource={resource} loading={say('alerts.loading')} failed={say('alerts.failed')}>
      {(board) => <Board board={board} channelId={channelId} onChanged={resource.reload} />}
    </ResourceView>
  );
}

interface BoardProps extends PanelProps {
  readonly board: AlertBoard;
  onChanged(): void;
}

function Board({ board: { firing, resolved, gates }, channelId, onChanged }: BoardProps) {
  const { say, count } = useWords();
  const [done, setDone] = React.useState('');
  if (firing.length + resolved.length + gates.length === 0) return <Nothing />;
  const finish = (message: string) => {
    setDone(message);
    onChanged();
  };
  const counted = (title: string, number: number) => say('list.count', { title, count: number });
  return (
    <div className="ci-sections">
      <output className="ci-outcome">{done !== '' && <span className="ci-section-note">{done}</span>}</output>
      <Section title={firing.length === 0 ? say('alerts.firing') : counted(say('alerts.firing'), firing.length)}>
        {firing.length === 0 && <p className="ci-section-note">{say('alerts.quiet')}</p>}
        <ul>
          {firing.map((group) => (
            <AlertItem key={group.key} group={group} channelId={channelId} onDone={finish} />
          ))}
        </ul>
        <output className="ci-hidden">{count('alerts.count', firing.length)}</output>
      </Section>
      {gates.length > 0 && (
        <Section title={counted(say('alerts.gates'), gates.length)}>
          <ul>
            {gates.map((gate) => (
              <GateItem key={gate.key} gate={gate} />
            ))}
          </ul>
        </Section>
      )}
      {resolved.length > 0 && (
        <Fold summary={counted(say('alerts.resolved'), resolved.length)} className="ci-section-fold">
          <ul>
            {resolved.map((group) => (
              <AlertItem key={group.key} group={group} channelId={channelId} onDone={finish} />
            ))}
          </ul>
        </Fold>
      )}
    </div>
  );
}

function Nothing() {
  const { say } = useWords();
  const { openTab } = useDoors();
  return (
    <Empty icon="alert" title={say('alerts.empty.title')} body={say('alerts.empty.body')}>
      <button type="button" className="ci-button ci-button-first" onClick={() => openTab('subscriptions')}>
        {say('alerts.empty.step')}
      </button>
    </Empty>
  );
}
