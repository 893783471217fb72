// A field that offers what fits while somebody types. https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
// HTML's own lists show no second column, and cannot be filled while somebody types.
/* oxlint-disable jsx-a11y/prefer-tag-over-role */
import * as React from 'react';

export interface Option {
  readonly id: string;
  readonly label: string;
  /** Quieter, beside the label. */
  readonly detail?: string;
}

interface Props {
  readonly label: string;
  readonly text: string;
  readonly options: readonly Option[];
  readonly busy: boolean;
  /** Said instead of options when there are none. */
  readonly empty: string;
  readonly placeholder?: string;
  readonly required?: boolean;
  readonly first?: boolean;
  onText(text: string): void;
  onChoose(option: Option): void;
}

export function Combobox({ label, text, options, busy, empty, placeholder, required, first, onText, onChoose }: Props) {
  const id = React.useId();
  const [open, setOpen] = React.useState(false);
  const [active, setActive] = React.useState(0);
  const at = Math.min(active, options.length - 1);
  const current = open ? options[at] : undefined;
  const choose = (option: Option) => {
    setOpen(false);
    onChoose(option);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open) return setOpen(true);
      return setActive(Math.max(0, Math.min(options.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1))));
    }
    if (event.key === 'Enter' && current !== undefined) {
      event.preventDefault();
      choose(current);
    }
    if (event.key === 'Escape' && open) {
      // The dialog around it stays.
      event.stopPropagation();
      setOpen(false);
    }
  };
  return (
    <div className="ci-field">
      <label htmlFor={`${id}-input`}>{label}</label>
      <input
        id={`${id}-input`}
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={current === undefined ? undefined : `${id}-${at}`}
        aria-required={required}
        autoComplete="off"
        value={text}
        placeholder={placeholder}
        data-first={first}
        onChange={({ target }) => {
          setOpen(true);
          setActive(0);
          onText(target.value);
        }}
        onClick={() => setOpen(true)}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      {open && (
        <div className="ci-options" id={`${id}-list`} role="listbox" aria-label={label} aria-busy={busy} tabIndex={-1}>
          {options.map((option, index) => (
            // The input keeps the focus, and its keys do what a click does.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <div
              key={option.id}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className="ci-option"
              ref={index === at ? intoSight : undefined}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(option)}
            >
              <span className="ci-option-label">{option.label}</span>
              {option.detail !== undefined && <span className="ci-option-detail">{option.detail}</span>}
            </div>
          ))}
          {options.length === 0 && (
            <p className="ci-quiet ci-option-none">
              {busy ? <i className="ci-bone" style={{ width: '60%' }} aria-hidden="true" /> : empty}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

function intoSight(element: HTMLElement | null): void {
  element?.scrollIntoView?.({ block: 'nearest' });
}
