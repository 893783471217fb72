// What stands in an address of GitLab: the project, and which pipeline, job or ref of it.

export interface AddressParts {
  /** Whole path of the project. */
  readonly project: string;
  readonly pipeline?: string;
  readonly job?: string;
  readonly ref?: string;
}

/** Pages below a project, as addresses without `/-/` have them: GitLab before 12, and people's memory. */
const PAGES = /^(?:pipelines|jobs|builds|merge_requests|issues|tree|blob|blame|raw|commit|commits|tags|branches|releases|environments)$/;

export function isAddress(typed: string): boolean {
  return /^(?:https?:\/\/|git@|ssh:\/\/)/i.test(typed);
}

/** An address of a page, or one that git clones from; `base`: of this GitLab. Undefined when it is of another server, or of no project. */
export function readAddress(typed: string, base: string): AddressParts | undefined {
  const inside = pathIn(typed, base);
  if (inside === undefined) return undefined;
  const { names, page } = split(inside);
  const project = names.join('/').replace(/\.git$/, '');
  if (names.length < 2) return undefined;
  const [kind = '', first = '', ...rest] = page;
  const id = /^\d{1,15}$/.test(first) ? first : undefined;
  return {
    project,
    ...(kind === 'pipelines' && id !== undefined && { pipeline: id }),
    ...((kind === 'jobs' || kind === 'builds') && id !== undefined && { job: id }),
    ...(kind === 'tree' && first !== '' && { ref: [first, ...rest].join('/') }),
  };
}

/** Undefined for another host, and outside the path that GitLab may run under. */
function pathIn(typed: string, base: string): string | undefined {
  const own = URL.parse(base);
  const scp = /^git@([^:/]+):(.+)$/i.exec(typed);
  const url = URL.parse(scp === null ? typed : `ssh://${scp[1] ?? ''}/${scp[2] ?? ''}`);
  if (own === null || url === null || url.hostname.toLowerCase() !== own.hostname.toLowerCase()) return undefined;
  const under = own.pathname.replace(/\/+$/, '');
  const path = decode(url.pathname);
  if (under === '' || !/^https?:/.test(url.protocol)) return path;
  return `${path}/`.startsWith(`${under}/`) ? path.slice(under.length) : undefined;
}

/** The names before `/-/`, and those after it; also where an address of earlier versions has none. */
export function split(path: string): { readonly names: readonly string[]; readonly page: readonly string[] } {
  const parts = path.split('/').filter((part) => part !== '');
  const dash = parts.indexOf('-');
  if (dash >= 0) return { names: parts.slice(0, dash), page: parts.slice(dash + 1) };
  const at = parts.findIndex((part, index) => index >= 2 && PAGES.test(part));
  return at < 0 ? { names: parts, page: [] } : { names: parts.slice(0, at), page: parts.slice(at) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
