// Buttons and menus of an attachment, which the server hands to the plugin.
import * as React from 'react';
import { z } from 'zod';
import { clickAction } from './server.ts';

const option = z.object({ text: z.string(), value: z.string() });
const action = z.object({
  id: z.string(),
  type: z.string().optional(),
  name: z.string(),
  style: z.string().optional(),
  cookie: z.string().optional(),
  options: z.array(option).nullish(),
});
export const actionsShape = z.array(action);

function Menu({ name, options, choose }: { name: string; options: readonly z.infer<typeof option>[]; choose: (value: string) => void }) {
  return (
    <select aria-label={name} value="" onChange={(event) => choose(event.target.value)}>
      <option value="">{name}</option>
      {options.map(({ text, value }) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
}

export function PostActions({ postId, actions }: { postId: string; actions: z.infer<typeof actionsShape> }): JSX.Element | null {
  const [failure, setFailure] = React.useState('');
  const [busy, setBusy] = React.useState('');
  const run = (id: string, cookie = '', value = '') => {
    setBusy(id);
    setFailure('');
    const fail = (error: unknown) => setFailure(error instanceof Error ? error.message : String(error));
    void clickAction(postId, id, cookie, value)
      .catch(fail)
      .finally(() => setBusy(''));
  };
  if (actions.length === 0) return null;
  return (
    <div className="actions">
      {actions.map(({ id, type, name, style, cookie, options }) =>
        type === 'select' ? (
          <Menu key={id} name={name} options={options ?? []} choose={(value) => run(id, cookie, value)} />
        ) : (
          <button key={id} type="button" className={style} disabled={busy === id} onClick={() => run(id, cookie)}>
            {name}
          </button>
        ),
      )}
      {failure === '' ? null : (
        <div role="alert" className="failure">
          {failure}
        </div>
      )}
    </div>
  );
}
