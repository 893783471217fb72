// Gives a button the focus back when what it opened is gone.
import * as React from 'react';

/** For the button, which is not there while it is open. */
export function useReturn(isOpen: boolean): React.RefObject<HTMLButtonElement> {
  const opener = React.useRef<HTMLButtonElement>(null);
  const was = React.useRef(isOpen);
  React.useEffect(() => {
    if (was.current && !isOpen) opener.current?.focus();
    was.current = isOpen;
  }, [isOpen]);
  return opener;
}
