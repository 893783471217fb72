// Mattermost's interactive dialog: all kinds of elements, errors at their fields and for the whole, as the web client shows them.
import * as React from 'react';
import { z } from 'zod';
import { Markdown } from './markdown.tsx';
import { store, usePage } from './store.ts';
import { submitDialog, type Submission } from './server.ts';

const words = z.string().catch('');
const option = z.object({ text: z.string(), value: z.string() });
const elementShape = z.object({
  display_name: z.string(),
  name: z.string(),
  type: z.enum(['text', 'textarea', 'select', 'radio', 'bool']),
  subtype: words,
  default: words,
  placeholder: words,
  help_text: words,
  optional: z.boolean().catch(false),
  multiselect: z.boolean().catch(false),
  options: z.array(option).nullish(),
});
const dialogShape = z.object({
  trigger_id: z.string(),
  url: z.string(),
  dialog: z.object({
    callback_id: words,
    title: z.string(),
    introduction_text: words,
    submit_label: words,
    state: words,
    elements: z.array(elementShape).nullish(),
  }),
});
type Element = z.infer<typeof elementShape>;
type Open = z.infer<typeof dialogShape>;
type Values = Submission['values'];

/** A dialog shows when the page made the click or the command that it answers; either may be heard of first. */
export function DialogPlace(): JSX.Element | null {
  const { dialog, triggerId } = usePage((state) => state.integrations);
  const open = dialogShape.safeParse(dialog).data;
  if (open === undefined || open.trigger_id !== triggerId) return null;
  return <DialogWindow key={open.trigger_id} open={open} />;
}

const close = () => store.dispatch({ type: 'host/dialog', dialog: undefined });

function firstValue({ type, default: preset, multiselect }: Element): Values[string] {
  if (type === 'bool') return preset === 'true';
  if (multiselect) return preset === '' ? [] : preset.split(',');
  return preset;
}

const isEmpty = (value: Values[string]) => value === '' || (Array.isArray(value) && value.length === 0);

function DialogWindow({ open: { url, dialog } }: { readonly open: Open }): JSX.Element {
  const elements = dialog.elements ?? [];
  const [values, setValues] = React.useState<Values>(Object.fromEntries(elements.map((each) => [each.name, firstValue(each)])));
  const [errors, setErrors] = React.useState<Readonly<Record<string, string>>>({});
  const [error, setError] = React.useState('');
  const [busy, setBusy] = React.useState(false);
  const submit = async () => {
    const missing = elements.filter(({ name, type, optional }) => !optional && type !== 'bool' && isEmpty(values[name] ?? ''));
    const wrong = Object.fromEntries(missing.map(({ name }) => [name, 'This field is required.']));
    setErrors(wrong);
    if (missing.length > 0) return undefined;
    setBusy(true);
    const answer = await submitDialog({ url, callback_id: dialog.callback_id, state: dialog.state, values });
    setBusy(false);
    if (answer.error === '' && Object.keys(answer.errors).length === 0) return close();
    setErrors(answer.errors);
    return setError(answer.error);
  };
  React.useEffect(() => {
    const press = ({ key }: KeyboardEvent) => key === 'Escape' && close();
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  return (
    <div className="backdrop">
      <dialog open className="dialog" aria-label={dialog.title}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void submit();
          }}
        >
          <header>
            <h2>{dialog.title}</h2>
            <button type="button" aria-label="Close dialog" onClick={() => close()}>
              ✕
            </button>
          </header>
          <div className="dialog-body">
            {dialog.introduction_text === '' ? null : <Markdown text={dialog.introduction_text} />}
            {elements.map((element) => (
              <Field
                key={element.name}
                element={element}
                value={values[element.name] ?? ''}
                error={errors[element.name] ?? ''}
                onChange={(value) => setValues((all) => ({ ...all, [element.name]: value }))}
              />
            ))}
          </div>
          <footer>
            {error === '' ? null : (
              <div role="alert" className="failure">
                {error}
              </div>
            )}
            <button type="button" onClick={() => close()}>
              Cancel
            </button>
            <button type="submit" className="first" disabled={busy}>
              {dialog.submit_label || 'Submit'}
            </button>
          </footer>
        </form>
      </dialog>
    </div>
  );
}

interface FieldProps {
  readonly element: Element;
  readonly value: Values[string];
  readonly error: string;
  onChange(value: Values[string]): void;
}

function Field(props: FieldProps): JSX.Element {
  const { display_name: label, optional, help_text: help, name } = props.element;
  return (
    <div className="dialog-field">
      {/* eslint-disable-next-line jsx-a11y/label-has-associated-control */}
      <label htmlFor={`dialog-${name}`}>
        {label} {optional ? <span className="topic">(optional)</span> : null}
      </label>
      <Control {...props} />
      {help === '' ? null : (
        <div className="help">
          <Markdown text={help} />
        </div>
      )}
      {props.error === '' ? null : (
        <div role="alert" className="failure">
          {props.error}
        </div>
      )}
    </div>
  );
}

function Control({ element, value, onChange }: FieldProps): JSX.Element {
  const { name, type, subtype, placeholder, options, multiselect } = element;
  const id = `dialog-${name}`;
  const text = typeof value === 'string' ? value : '';
  switch (type) {
    case 'bool':
      return (
        <div className="check">
          <input id={id} type="checkbox" checked={value === true} onChange={(event) => onChange(event.target.checked)} /> {placeholder}
        </div>
      );
    case 'textarea':
      return <textarea id={id} rows={4} value={text} placeholder={placeholder} onChange={(event) => onChange(event.target.value)} />;
    case 'select':
      return (
        <select
          id={id}
          multiple={multiselect}
          value={multiselect && Array.isArray(value) ? [...value] : text}
          onChange={({ target }) => onChange(multiselect ? [...target.selectedOptions].map((each) => each.value) : target.value)}
        >
          {multiselect ? null : <option value="">{placeholder || 'Select an option'}</option>}
          {(options ?? []).map((each) => (
            <option key={each.value} value={each.value}>
              {each.text}
            </option>
          ))}
        </select>
      );
    case 'radio':
      return (
        <div role="radiogroup" id={id}>
          {(options ?? []).map((each) => (
            <div key={each.value}>
              <input type="radio" name={name} aria-label={each.text} checked={text === each.value} onChange={() => onChange(each.value)} />{' '}
              {each.text}
            </div>
          ))}
        </div>
      );
    case 'text':
      return (
        <input
          id={id}
          type={subtype === 'password' || subtype === 'number' ? subtype : 'text'}
          value={text}
          placeholder={placeholder}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}
