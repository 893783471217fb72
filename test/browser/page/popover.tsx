// Who wrote a post, with the popover that a click on the name opens and the lines that plugins add to it.
import type { UserProfile } from '@mattermost/types/users';
import * as React from 'react';
import { registered } from './registry.ts';

export function Person({ name, user }: { name: string; user: UserProfile | undefined }): JSX.Element {
  const [open, setOpen] = React.useState(false);
  if (user === undefined) return <strong>{name}</strong>;
  return (
    <span className="person">
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {name}
      </button>
      {open && (
        <section className="popover" aria-label={`Profile of ${user.username}`}>
          <strong>{[user.first_name, user.last_name].join(' ').trim() || user.username}</strong>
          <span className="topic">@{user.username}</span>
          {registered.popoverLines.map((Line, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <Line key={index} user={user} />
          ))}
        </section>
      )}
    </span>
  );
}
