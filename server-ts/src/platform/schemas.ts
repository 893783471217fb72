// To be imported before any schema is made: Zod would make a program of each at its first use, which keeps a megabyte more than it saves time
// (docs/decisions/0014-the-webs-objects.md).
import * as z from 'zod';

z.config({ jitless: true });
