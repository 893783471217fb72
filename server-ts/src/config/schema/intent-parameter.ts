// The values that an intent takes.

import * as z from 'zod';
import type { IntentParameter } from '../../intents/intent.ts';
import { told } from './told.ts';

/** Texts that YAML takes for numbers or truth values stay as they are written there. */
export const scalar = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(String)
  .refine((text) => text.length <= 4_000, 'is longer than 4000 characters');

const types = ['string', 'number', 'boolean', 'choice', 'secret'] as const;

/** Words that stand for something else in templates. */
const reserved = new Set(['steps', 'run', 'forloop', 'true', 'false', 'nil', 'null', 'empty', 'blank', 'and', 'or', 'not', 'contains']);

export const parameter = z
  .strictObject({
    name: z
      .string()
      .regex(/^[a-z][a-z0-9_-]{0,39}$/i, 'is no name: use letters, digits, dashes and underscores, a letter first')
      .refine((text) => !reserved.has(text.toLowerCase()) && !(text in {}), 'is a word with a meaning of its own: take another name')
      .meta(told('What it is called, in commands and templates.', 'version')),
    type: z.enum(types).default('string').meta(told('What it is. Secret ones are never typed and never shown.', 'choice')),
    required: z.boolean().default(false).meta(told('It must be given.', true)),
    help: z
      .string()
      .max(150, 'is longer than 150 characters')
      .exactOptional()
      .meta(told('A few words about it.', 'As in the tag, without v')),
    choices: z
      .array(scalar)
      .min(1, 'is empty')
      .max(100, 'has more than 100 entries')
      .exactOptional()
      .meta(told('All values there are, for type choice.', ['eu', 'us'])),
    pattern: z
      .string()
      .exactOptional()
      .meta(
        told(
          'A regular expression that the whole value must match, as RE2 knows them. For texts and secrets.',
          String.raw`^\d+\.\d+\.\d+$`,
        ),
      ),
    min: z.number().exactOptional().meta(told('The least number.', 0)),
    max: z.number().exactOptional().meta(told('The greatest number.', 20)),
    default: scalar.exactOptional().meta(told('The value when none is given. Secret ones have none.', 'eu')),
  })
  .superRefine(({ type, choices, pattern, min, max, default: preset }, context) => {
    const fault = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    if (type === 'choice' && choices === undefined) fault('choices', 'is missing, as the type is choice.');
    if (type !== 'choice' && choices !== undefined) fault('choices', 'belongs to the type choice only.');
    if (type !== 'string' && type !== 'secret' && pattern !== undefined) fault('pattern', 'belongs to the types string and secret only.');
    if (type !== 'number' && (min !== undefined || max !== undefined))
      fault(min === undefined ? 'max' : 'min', 'belongs to the type number only.');
    if (type === 'secret' && preset !== undefined) fault('default', 'would be known to everybody who reads this. Leave it out.');
  })
  .transform(({ type, choices = [], pattern, min, max, default: preset, ...rest }): IntentParameter => {
    const fallback = preset === undefined ? {} : { default: preset };
    const form = pattern === undefined ? {} : { pattern };
    switch (type) {
      case 'string':
        return { ...rest, type, ...form, ...fallback };
      case 'number':
        return { ...rest, type, ...(min !== undefined && { min }), ...(max !== undefined && { max }), ...fallback };
      case 'boolean':
        return { ...rest, type, ...fallback };
      case 'choice':
        return { ...rest, type, choices, ...fallback };
      case 'secret':
        return { ...rest, type, ...form };
    }
  });
