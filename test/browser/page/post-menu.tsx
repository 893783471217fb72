// The menu of a post, with the entries that plugins added to it.
import * as React from 'react';
import { registered } from './registry.ts';

export function PostMenu({ postId }: { postId: string }): JSX.Element | null {
  const [open, setOpen] = React.useState(false);
  const shown = registered.postMenu.filter(({ filter }) => filter(postId));
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
