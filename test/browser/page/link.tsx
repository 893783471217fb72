// A link in a post: beside it stands what plugins show of it, while the pointer or the focus is on it, as PluginLinkTooltip of
// Mattermost 11.9 does (webapp/channels/src/components/plugin_link_tooltip).
import * as React from 'react';
import { registered } from './registry.ts';

/** Milliseconds for which the pointer rests before anything opens (OverlaysTimings in utils/constants). */
const REST = 400;

export function Link({ href, children }: { href: string; children: React.ReactNode }): JSX.Element {
  const [open, setOpen] = React.useState(false);
  const timer = React.useRef<ReturnType<typeof setTimeout>>();
  const close = () => {
    clearTimeout(timer.current);
    setOpen(false);
  };
  const rest = () => {
    timer.current = setTimeout(() => setOpen(true), REST);
  };
  return (
    <span className="link" onMouseLeave={close}>
      <a href={href} target="_blank" rel="noreferrer" onMouseEnter={rest} onFocus={() => setOpen(true)} onBlur={close}>
        {children}
      </a>
      {open && (
        <span className="link-tooltip" role="presentation">
          {registered.linkTooltips.map((Tooltip, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <Tooltip key={index} href={href} show />
          ))}
        </span>
      )}
    </span>
  );
}
