// A dialog over the whole page: the browser keeps the focus in it, closes it by Escape, and gives the focus back.
import * as React from 'react';
import type { ReactNode } from 'react';
import { useWords } from '../text/say.tsx';
import './modal.css';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  onClose(): void;
}

export function Modal({ title, children, onClose }: Props) {
  const { say } = useWords();
  const id = React.useId();
  const box = React.useRef<HTMLDialogElement>(null);
  React.useEffect(() => {
    const dialog = box.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('[data-first="true"]')?.focus();
    return () => dialog?.close();
  }, []);
  const onCancel = (event: React.SyntheticEvent) => {
    event.preventDefault();
    onClose();
  };
  return (
    // The keys of the page around it are not meant while it is open.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <dialog ref={box} className="ci-root ci-modal" aria-labelledby={id} onCancel={onCancel} onKeyDown={(event) => event.stopPropagation()}>
      <header className="ci-modal-head">
        <h3 id={id}>{title}</h3>
        <button type="button" className="ci-modal-close" aria-label={say('modal.close')} onClick={onClose}>
          <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d="M4 4l8 8M12 4l-8 8" stroke="currentcolor" strokeWidth="1.5" strokeLinecap="round" />
          </svg>
        </button>
      </header>
      {children}
    </dialog>
  );
}
