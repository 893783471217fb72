// What holds for the accounts that people link.

import * as z from 'zod';
import { told } from './told.ts';

export const accounts = z
  .strictObject({
    readOnly: z
      .boolean()
      .default(false)
      .meta(
        told(
          'By OAuth they are linked with the right to read only, and nothing is changed through them. `oauth` of a connection may say otherwise.',
          true,
        ),
      ),
  })
  .meta(told('What holds for the accounts that people link.', { readOnly: true }));
