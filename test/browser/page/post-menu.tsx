// The menu of a post, with the entries that plugins added to it.
import * as React from 'react';
import { useSelector } from 'react-redux';
import { registered } from './registry.ts';

export function PostMenu({ postId }: { postId: string }): JSX.Element | null {
  const [open, setOpen] = React.useState(false);
  // What a plugin offers may depend on what it hears only after the post is on the screen.
  const ids = useSelector(() => registered.postMenu.flatMap(({ id, filter }) => (filter(postId) ? [id] : [])).join(' '));
  const shown = registered.postMenu.filter(({ id }) => ids.split(' ').includes(id));
  if (shown.length === 0) return null;
  return (
    <div className="post-menu">
      <button type="button" aria-label="More actions" aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)}>
        ⋯
      </button>
      {open && (
        <div role="menu">
          {shown.map(({ id, text, action }) => (
            <button
              key={id}
              type="button"
              role="menuitem"
              onClick={() => {
                setOpen(false);
                action(postId);
              }}
            >
              {text}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
