// Tells a screen reader when a pipeline on screen reaches a verdict; every job's step would be noise.
import * as React from 'react';
import type { PipelineView, Status } from '@ci-command-center/contract';
import { useWords } from '../text/say.tsx';
import { isActive } from './order.ts';

export function Announcer({ pipelines }: { readonly pipelines: readonly PipelineView[] }) {
  const { say } = useWords();
  const before = React.useRef<ReadonlyMap<string, Status>>(new Map());
  const [message, setMessage] = React.useState('');
  React.useEffect(() => {
    const concluded = pipelines.filter(({ key, status }) => isActive(before.current.get(key) ?? 'success') && !isActive(status));
    before.current = new Map(pipelines.map(({ key, status }) => [key, status]));
    if (concluded.length === 0) return;
    const news = concluded.map(({ project, number, status }) =>
      say('list.changed', { project: project.path, number: `#${number}`, status: say(`status.${status}`) }),
    );
    setMessage(news.join('. '));
  }, [pipelines, say]);
  return (
    <div className="ci-hidden" role="log" aria-live="polite">
      {message}
    </div>
  );
}
