// What a person gives where a project is asked: its path, or any address inside it, in the forms that CI systems have.

export interface ProjectArgument {
  readonly path: string;
  /** When the address is one of a branch. */
  readonly branch?: string;
}

/** `bases`: addresses of the configured CI systems, for those that do not live at the root of their host. */
export function readProject(text: string, bases: readonly string[]): ProjectArgument {
  const url = /^https?:\/\//i.test(text) ? URL.parse(text) : null;
  if (url === null) return { path: trim(text) };
  const base = bases.map((address) => URL.parse(address)).find((known) => known !== null && isBelow(url, known));
  const inside = url.pathname.slice(base?.pathname.replace(/\/$/, '').length ?? 0);
  const elsewhere = jobsIn(inside) ?? url.searchParams.get('id') ?? '';
  if (elsewhere !== '') return { path: elsewhere };
  const [path = '', page = ''] = decode(inside).split('/-/');
  const branch = /^(?:tree|blob|commits)\/([^?#]+)$/.exec(page)?.[1];
  return { path: trim(path), ...(branch === undefined ? {} : { branch }) };
}

/** `/job/folder/job/name/14/` → `folder/name`: some CI systems put a word before each name. */
function jobsIn(path: string): string | undefined {
  if (!/^\/(?:view\/[^/]+\/)*job\//.test(path)) return undefined;
  return [...path.matchAll(/\/job\/([^/]+)/g)].map(([, name = '']) => decode(name)).join('/');
}

function isBelow(url: URL, base: URL): boolean {
  return url.host === base.host && `${url.pathname}/`.startsWith(`${base.pathname.replace(/\/$/, '')}/`);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function trim(path: string): string {
  return path.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');
}
