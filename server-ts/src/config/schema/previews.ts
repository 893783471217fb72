// What is shown of addresses in chat.

import * as z from 'zod';
import { told } from './told.ts';

const code = z
  .enum(['public', 'internal', 'private', 'off'])
  .default('public')
  .meta(
    told(
      'Lines of code that an address in a message points at are shown below it: of public projects only, of those too that everybody with an account in the CI system may read (internal), of all that the writer may read (private), or of none (off).',
      'internal',
    ),
  );

export const previews = z.strictObject({ code }).meta(told('What is shown of addresses in chat.', { code: 'off' }));
