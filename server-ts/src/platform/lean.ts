// What keeps the process small besides the executable's flags; to be imported before anything that makes schemas
// (docs/decisions/0015-a-small-process.md).
import * as z from 'zod';

// Zod would make a program of each schema at its first use, which keeps a megabyte more than it saves time.
z.config({ jitless: true });

// Small buffers are cut from larger ones, of which one piece in use keeps the whole; Node's are of 64 KB.
Buffer.poolSize = 8 * 1024;
