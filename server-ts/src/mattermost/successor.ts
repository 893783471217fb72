// Finds out that the server has forgotten this process: it starts a plugin a second time when somebody switches it off and on while the health
// check is starting it again (seen in Mattermost 11.9), and knows only the later one then. The earlier one would live as long as the server.
import { readdir, readFile } from 'node:fs/promises';

interface Process {
  readonly pid: number;
  /** As it was started. */
  readonly command: string;
  /** Ticks of the kernel's clock between the machine's start and its own. */
  readonly began: number;
}

/** Field 22 of /proc/<pid>/stat (proc(5)), counted from the third: the second may hold spaces. */
const BEGAN = 22 - 3;

/** Undefined when it is gone, or is not to be seen. */
async function processOf(pid: number): Promise<Process | undefined> {
  try {
    const [command, stat] = await Promise.all(['cmdline', 'stat'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8')));
    const began = Number(stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[BEGAN]);
    return command === undefined || !Number.isFinite(began) ? undefined : { pid, command, began };
  } catch {
    return undefined;
  }
}

/** Of all threads of the process; none where the kernel does not tell them (CONFIG_PROC_CHILDREN). */
async function childrenOf(pid: number): Promise<readonly number[]> {
  const folder = `/proc/${pid}/task`;
  const threads = await readdir(folder).catch(() => []);
  const lists = await Promise.all(threads.map((thread) => readFile(`${folder}/${thread}/children`, 'utf8').catch(() => '')));
  return lists.flatMap((list) => list.split(' ').filter((word) => word !== '')).map(Number);
}

/** Whether the parent of this process has started the same command once more since. Never rejects. */
export async function hasSuccessor(): Promise<boolean> {
  const [me, siblings] = await Promise.all([processOf(process.pid), childrenOf(process.ppid)]);
  if (me === undefined) return false;
  const others = await Promise.all(siblings.filter((pid) => pid !== me.pid).map(processOf));
  return others.some((other) => other?.command === me.command && isLater(other, me));
}

function isLater(left: Process, right: Process): boolean {
  return left.began === right.began ? left.pid > right.pid : left.began > right.began;
}
