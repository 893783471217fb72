// The kinds of step that need no CI system, as far as reading and planning know them: http, wait and post.

import type { OwnStep, StepForm } from './intent.ts';

export const ownForms: Readonly<Record<OwnStep, StepForm>> = {
  http: {
    help: 'Asks a web server of `allowedHosts`',
    fields: [
      {
        name: 'url',
        kind: 'text',
        required: true,
        help: 'Its address; only what comes after the host may be made of values',
        example: 'https://deploy.example/api/stacks',
      },
      { name: 'method', kind: 'text', required: false, help: 'GET, POST, PUT, PATCH or DELETE; POST when not said', example: 'PUT' },
      { name: 'headers', kind: 'values', required: false, help: 'Headers by name', example: { 'X-Token': '{{ token }}' } },
      { name: 'json', kind: 'values', required: false, help: 'Sent as a JSON object of texts', example: { version: '{{ version }}' } },
      {
        name: 'body',
        kind: 'text',
        required: false,
        help: 'Sent as it is; use `| json` for values in JSON',
        example: '{"replicas": {{ replicas }}}',
      },
      {
        name: 'expect',
        kind: 'text',
        required: false,
        help: 'Status codes that are a success, with commas; all from 200 to 299 when not said',
        example: '200,409',
      },
    ],
    outputs: [
      { name: 'status', help: 'Status code of the answer' },
      { name: 'body', help: 'The answer, its first 4000 characters' },
    ],
  },
  wait: {
    help: 'Waits',
    fields: [{ name: 'for', kind: 'text', required: true, help: 'How long: 30s, 5m, 2h', example: '30s' }],
    outputs: [],
  },
  post: {
    help: 'Writes a message into a channel',
    fields: [
      {
        name: 'channel',
        kind: 'text',
        required: false,
        help: 'Name of the channel as it stands in its address; where it was run when not said',
        example: 'builds',
      },
      {
        name: 'message',
        kind: 'text',
        required: true,
        help: 'Markdown; values in it are shown as they are',
        example: 'Shipped {{ version }} to {{ region }}',
      },
    ],
    outputs: [],
  },
};
