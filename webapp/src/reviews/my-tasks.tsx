// What waits for the person, by CI system: reviews that were asked for, what is assigned to them, to-dos; or how to connect.
import * as React from 'react';
import type { MyTasksView, TaskGroupView, TaskView } from '@ci-command-center/contract';
import { ConnectButton } from '../accounts/connect-button.tsx';
import { ForeignLink } from '../parts/foreign-link.tsx';
import { Moment } from '../parts/moment.tsx';
import { Problem } from '../parts/problem.tsx';
import { Age } from '../parts/time.tsx';
import { useWords } from '../text/say.tsx';

export function MyTasksOf({ system, alone }: { readonly system: MyTasksView; readonly alone: boolean }) {
  const { say } = useWords();
  const { title, groups, connect, error, readAt } = system;
  const filled = groups?.filter(({ tasks, more }) => tasks.length > 0 || more) ?? [];
  return (
    <section className="ci-tasks" aria-label={title}>
      {!alone && <h4 className="ci-tasks-title">{title}</h4>}
      <Problem error={error} />
      {groups === undefined && error === undefined && (
        <>
          <p className="ci-item-note">{say('reviews.mine.connect')}</p>
          {connect && (
            <div className="ci-item-actions">
              <ConnectButton
                connect={connect}
                label={say('accounts.connect.of', { title })}
                name={say('accounts.connect.of', { title })}
                first
              />
            </div>
          )}
        </>
      )}
      {groups !== undefined && filled.length === 0 && <p className="ci-item-note">{say('reviews.mine.none', { title })}</p>}
      {filled.map((group) => (
        <Group key={group.title} group={group} system={title} />
      ))}
      {readAt !== undefined && (
        <p className="ci-item-note">
          <Moment id="reviews.mine.readAt" at={readAt} />
        </p>
      )}
    </section>
  );
}

function Group({ group: { title, tasks, total, more, url }, system }: { readonly group: TaskGroupView; readonly system: string }) {
  const { say } = useWords();
  const id = React.useId();
  return (
    <div>
      <h5 id={id} className="ci-tasks-group">
        {say('list.count', { title, count: total ?? `${tasks.length}${more ? '+' : ''}` })}
      </h5>
      <ul className="ci-lines" aria-labelledby={id}>
        {tasks.map((task) => (
          <Task key={JSON.stringify(task)} task={task} />
        ))}
      </ul>
      {more && url !== undefined && (
        <ForeignLink href={url} className="ci-item-note">
          {say('reviews.group.more', { title: system })}
        </ForeignLink>
      )}
    </div>
  );
}

function Task({ task: { title, url, place, why, at } }: { readonly task: TaskView }) {
  return (
    <li className="ci-task">
      <ForeignLink href={url} className="ci-task-title">
        {title}
      </ForeignLink>
      <span className="ci-item-facts">
        <span>{place}</span>
        {why !== undefined && <span>{why}</span>}
        {at !== undefined && <Age at={at} />}
      </span>
    </li>
  );
}
