// A link to an address that came from outside: only http and https become one, anything else stays text.
import * as React from 'react';
import type { ReactNode } from 'react';

interface Props {
  readonly href: string | undefined;
  readonly className?: string;
  readonly title?: string;
  readonly children: ReactNode;
}

function isWebAddress(href: string): boolean {
  return URL.canParse(href) && /^https?:$/.test(new URL(href).protocol);
}

export function ForeignLink({ href, className = '', title, children }: Props) {
  if (href === undefined || !isWebAddress(href)) {
    return (
      <span className={className} title={title}>
        {children}
      </span>
    );
  }
  return (
    <a className={`ci-link ${className}`} href={href} title={title} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
