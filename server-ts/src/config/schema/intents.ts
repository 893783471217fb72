// `intents` of the configuration: written there, or in a file of a project.

import * as z from 'zod';
import { intentSchema } from './intent.ts';
import type { StepForms } from './intent-step.ts';
import { told } from './told.ts';

const text = z.string().min(1, 'is empty').max(500, 'is longer than 500 characters');

const file = z
  .strictObject({
    provider: text.exactOptional().meta(told('The CI system, where more than one keeps files.', 'gitlab')),
    connection: text.exactOptional().meta(told('Name of the connection; the usual one when not said.', 'lab')),
    project: text.meta(told('Path of the project.', 'platform/runbooks')),
    file: text.meta(told('Path of the file in it: one intent, or several documents.', 'intents/deploy.yaml')),
    ref: text.exactOptional().meta(told('Branch or tag; the default branch when not said.', 'main')),
  })
  .meta(
    told('A file that is read with the token of the connection, at each push to the project and every hour.', {
      project: 'platform/runbooks',
      file: 'intents.yaml',
    }),
  );

export type IntentFile = z.output<typeof file>;

const fromFile = z.strictObject({ from: file });

export function intents(forms: StepForms) {
  return z
    .array(z.union([intentSchema(forms), fromFile]))
    .superRefine((all, context) => {
      const seen = new Set<string>();
      all.forEach((each, index) => {
        const name = 'name' in each ? each.name : undefined;
        if (name !== undefined && seen.has(name))
          context.addIssue({
            code: 'custom',
            path: [index, 'name'],
            message: `there is another intent of the name ${name}. Give each its own.`,
          });
        if (name !== undefined) seen.add(name);
      });
    })
    .meta(
      told('Runbooks that are run from chat: written here, or in files of projects.', [
        {
          name: 'announce',
          parameters: [{ name: 'what', required: true }],
          steps: [{ post: { channel: 'builds', message: '{{ what }}' } }],
        },
        { from: { project: 'platform/runbooks', file: 'intents.yaml' } },
      ]),
    );
}

/** Servers that intents may ask: `deploy.example`, with a port where it is not the usual one; `*.lab.example` is each below that. */
export const allowedHosts = z
  .array(
    z
      .string()
      .regex(
        /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?|\*\.[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)$/i,
        'is no name of a server, such as deploy.example:8443 or *.lab.example',
      ),
  )
  .meta(told('Servers that the step http of intents may ask. Without it none.', ['deploy.example:8443', '*.lab.example']));
