// Jenkins' addresses of jobs and builds → which job and which build: `job/folder/job/asgard/19/`.

export interface JobAddress {
  /** Full name as Jenkins has it: `folder/asgard/feature%2Fsearch`. */
  readonly name: string;
  /** Undefined in the address of a job. */
  readonly number?: string;
}

/**
 * Takes whole addresses and paths, with the prefix that Jenkins may run under and views on the way. What stands between a job and the
 * number is a part of it: `label=linux` of a matrix. Undefined when it is the address of something else.
 */
export function readAddress(address: string | undefined): JobAddress | undefined {
  const parts = (address ?? '')
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .replace(/[?#].*$/, '')
    .split('/')
    .filter((part) => part !== '');
  const names: string[] = [];
  let at = parts.indexOf('job');
  while (at >= 0 && parts[at] === 'job' && parts[at + 1] !== undefined) {
    names.push(decode(parts[at + 1] ?? ''));
    at += 2;
    while (parts[at] === 'view' && parts.includes('job', at + 2)) at += 2;
  }
  if (names.length === 0) return undefined;
  const rest = parts.slice(at);
  const number = rest.findIndex((part) => /^\d{1,15}$/.test(part));
  if (number < 0) return { name: names.join('/') };
  return { name: [...names, ...rest.slice(0, number).map(decode)].join('/'), number: rest[number] ?? '' };
}

/** As people read it: a multibranch project encodes its branches into names, `feature%2Fsearch`. */
export function readableName(name: string): string {
  return name.split('/').map(decode).join('/');
}

/** The branch that a multibranch project's job is for, where its name betrays that it is one. */
export function branchOfName(name: string): string | undefined {
  const last = name.split('/').at(-1) ?? '';
  return last.includes('%') && decode(last) !== last ? decode(last) : undefined;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
