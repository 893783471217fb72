// The dialog that asks until when a group of alerts is to be silent, and what of it shows that it was opened here.

import type { ActionPorts, Dialog } from './ports.ts';
import type { Asker } from './silencing.ts';

/** Of this person, in this channel, about this group. */
export function proveDialog({ prove }: Pick<ActionPorts, 'prove'>, asker: Asker): string {
  return prove(asker.userId, textOf(asker));
}

export function provesDialog({ proves }: Pick<ActionPorts, 'proves'>, asker: Asker, proof: string): boolean {
  return proves(asker.userId, textOf(asker), proof);
}

function textOf({ channelId, key }: Asker): string {
  return JSON.stringify(['silence', channelId, key]);
}

/** `state`: comes back with what was filled in. `timezone`: the person's, in which times are read. */
export function silenceDialog(state: string, timezone: string): Dialog {
  return {
    callback_id: 'silence',
    title: 'Silence these alerts',
    introduction_text: '',
    submit_label: 'Silence',
    state,
    elements: [
      {
        display_name: 'For or until',
        name: 'until',
        type: 'text',
        placeholder: '3d',
        help_text: `A duration (90m, 2h, 3d, 1w), or a time such as 2026-11-24 09:00 (${timezone}).`,
        optional: false,
        max_length: 50,
      },
      { display_name: 'Why', name: 'comment', type: 'textarea', optional: true, max_length: 500 },
    ],
  };
}
