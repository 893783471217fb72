// Finds out that the server has forgotten this process: it starts a plugin a second time when somebody switches it off and on while the health
// check is starting it again (seen in Mattermost 11.9), and knows only the later one then. The earlier one would live as long as the server.
import { closeSync, openSync, readdirSync, readSync } from 'node:fs';

interface Process {
  readonly pid: number;
  /** As it was started. */
  readonly command: string;
  /** Ticks of the kernel's clock between the machine's start and its own. */
  readonly began: number;
}

/** Field 22 of /proc/<pid>/stat (proc(5)), counted from the third: the second may hold spaces. */
const BEGAN = 22 - 3;

/** Bytes for all files of a look: reading them otherwise takes 64 KB for each, and a server has many threads. */
const scratchSize = 4096;

/** The kernel answers at once. Empty when it is gone, or not to be seen. */
function read(path: string, scratch: Buffer): string {
  let file: number | undefined;
  try {
    file = openSync(path, 'r');
    return scratch.toString('latin1', 0, readSync(file, scratch));
  } catch {
    return '';
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function processOf(pid: number, scratch: Buffer): Process {
  const stat = read(`/proc/${pid}/stat`, scratch);
  const began = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[BEGAN]);
  return { pid, command: read(`/proc/${pid}/cmdline`, scratch), began };
}

/** Of all threads of the process; none where the kernel does not tell them (CONFIG_PROC_CHILDREN). */
function childrenOf(pid: number, scratch: Buffer): readonly number[] {
  const folder = `/proc/${pid}/task`;
  return threadsIn(folder)
    .flatMap((thread) => read(`${folder}/${thread}/children`, scratch).split(' '))
    .filter((word) => word !== '')
    .map(Number);
}

function threadsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Whether the parent of this process has started the same command once more since. Takes about a millisecond. */
export function hasSuccessor(): boolean {
  const scratch = Buffer.alloc(scratchSize);
  const me = processOf(process.pid, scratch);
  const siblings = childrenOf(process.ppid, scratch).filter((pid) => pid !== me.pid);
  return siblings.map((pid) => processOf(pid, scratch)).some((other) => other.command === me.command && isLater(other, me));
}

/** False, too, of one that ended while it was looked at. */
function isLater(left: Process, right: Process): boolean {
  return left.began === right.began ? left.pid > right.pid : left.began > right.began;
}
