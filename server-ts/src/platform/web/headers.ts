// The web's `Headers` without what a browser's page needs of it: guards and forbidden names.
// https://fetch.spec.whatwg.org/#headers-class

type HeadersInit = Iterable<readonly [string, string]> | Readonly<Record<string, string>>;

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9a-z]+$/;
/** HTTP whitespace at both ends is no part of a value. */
const ENDS = /^[\t\n\r ]+|[\t\n\r ]+$/g;
// eslint-disable-next-line no-control-regex -- exactly these cannot be in a value
const NOT_IN_VALUE = /[\0\n\r\u0100-\uffff]/;
const COOKIE = 'set-cookie';

export class LightHeaders {
  /** By lower-case name; several values of one name are joined, those of cookies kept apart. */
  readonly #values = new Map<string, string>();
  #cookies: string[] = [];

  /** Throws TypeError for what is no header. */
  constructor(init?: HeadersInit | null) {
    if (init instanceof LightHeaders) {
      for (const [name, value] of init.#values) this.#values.set(name, value);
      this.#cookies = [...init.#cookies];
    } else if (init !== undefined && init !== null) {
      const pairs = isIterable(init) ? init : Object.entries(init);
      for (const [name, value] of pairs) this.append(name, value);
    }
  }

  append(name: string, value: string): void {
    const [key, added] = [keyOf(name), valueOf(value)];
    if (key === COOKIE) this.#cookies.push(added);
    else {
      const known = this.#values.get(key);
      this.#values.set(key, known === undefined ? added : `${known}, ${added}`);
    }
  }

  set(name: string, value: string): void {
    const [key, only] = [keyOf(name), valueOf(value)];
    if (key === COOKIE) this.#cookies = [only];
    else this.#values.set(key, only);
  }

  get(name: string): string | null {
    const key = keyOf(name);
    if (key === COOKIE) return this.#cookies.length === 0 ? null : this.#cookies.join(', ');
    return this.#values.get(key) ?? null;
  }

  has(name: string): boolean {
    return this.get(name) !== null;
  }

  delete(name: string): void {
    const key = keyOf(name);
    if (key === COOKIE) this.#cookies = [];
    else this.#values.delete(key);
  }

  getSetCookie(): string[] {
    return [...this.#cookies];
  }

  forEach(callback: (value: string, name: string, parent: LightHeaders) => void): void {
    for (const [name, value] of this) callback(value, name, this);
  }

  *entries(): Generator<[string, string]> {
    const names = [...this.#values.keys(), ...(this.#cookies.length > 0 ? [COOKIE] : [])].toSorted((a, b) => (a < b ? -1 : 1));
    for (const name of names) {
      if (name === COOKIE) for (const cookie of this.#cookies) yield [name, cookie];
      else yield [name, this.#values.get(name) ?? ''];
    }
  }

  *keys(): Generator<string> {
    for (const [name] of this.entries()) yield name;
  }

  *values(): Generator<string> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): Generator<[string, string]> {
    return this.entries();
  }

  get [Symbol.toStringTag](): string {
    return 'Headers';
  }
}

function isIterable(init: HeadersInit): init is Iterable<readonly [string, string]> {
  return Symbol.iterator in init;
}

function keyOf(name: string): string {
  const key = String(name).toLowerCase();
  if (!TOKEN.test(key)) throw new TypeError(`"${key}" is no name of a header.`);
  return key;
}

function valueOf(value: string): string {
  const text = String(value).replace(ENDS, '');
  if (NOT_IN_VALUE.test(text)) throw new TypeError('This is no value of a header.');
  return text;
}
