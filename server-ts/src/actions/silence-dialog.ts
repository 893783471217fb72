// The dialog that asks until when a group of alerts is to be silent.

import type { SubjectKey } from '../ci/ids.ts';
import type { Dialog } from './ports.ts';

/** `timezone`: the person's, in which times are read. */
export function silenceDialog(key: SubjectKey, timezone: string): Dialog {
  return {
    callback_id: 'silence',
    title: 'Silence these alerts',
    introduction_text: '',
    submit_label: 'Silence',
    state: key,
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
