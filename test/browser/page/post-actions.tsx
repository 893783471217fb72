// Buttons and menus of an attachment, which the server hands to the plugin.
import * as React from 'react';
import { z } from 'zod';
import { client } from './server.ts';

const option = z.object({ text: z.string(), value: z.string() });
const action = z.object({ id: z.string(), type: z.string().optional(), name: z.string(), options: z.array(option).nullish() });
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
  const run = (id: string, value = '') => void client.doPostAction(postId, id, value).catch(() => undefined);
  if (actions.length === 0) return null;
  return (
    <div className="actions">
      {actions.map(({ id, type, name, options }) =>
        type === 'select' ? (
          <Menu key={id} name={name} options={options ?? []} choose={(value) => run(id, value)} />
        ) : (
          <button key={id} type="button" onClick={() => run(id)}>
            {name}
          </button>
        ),
      )}
    </div>
  );
}
