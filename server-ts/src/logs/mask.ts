// Masks secrets in a line of a log: those that are known, those with the form of one, and what is named as one.

export const MASK = '[masked]';

/** Shorter known values would mask ordinary words. */
const SHORTEST = 6;

const NAME = String.raw`(?:passw(?:or)?d|passwd|passphrase|pwd|secrets?|tokens?|(?:api|access|private|secret|signing|encryption|master|client)[_-]?keys?|credentials?|_auth)`;
const SUFFIX = String.raw`(?:\d{1,4}|(?:id|value|key)|[_.-][\w.-]{0,40})?`;
const VALUE = String.raw`"(?:[^"\\]|\\.){0,4096}"?|\\"[^"]{0,4096}"?|'[^']{0,4096}'?|(?:(?!&[\w.-]{1,40}=)[^\s"'])+`;

const ASSIGNED = new RegExp(String.raw`(${NAME}${SUFFIX}["'\]\\]{0,3}\s{0,4}(?:=>|:=|=|:(?!:))\s{0,4})(${VALUE})`, 'gi');
const FLAG = new RegExp(String.raw`(--?[\w-]{0,40}${NAME}${SUFFIX}[ =]{1,3})(?!-)(${VALUE})`, 'gi');
/** In an address nothing stands for a word about it: `?token=missing` is the token `missing`. */
const QUERY = new RegExp(String.raw`([?&;][\w.-]{0,40}${NAME}${SUFFIX}=)([^\s"'<>&;#]{1,4096})`, 'gi');
const REFERENCE = /^\$|^\[masked\]?$/;
/** The rest of a header up to the quote that ends it. */
const HEADER =
  /((?:proxy-)?authorization|(?:private|job|deploy)-token|(?<![\w-])x-[\w-]{0,30}(?:token|key|auth|api)[\w-]{0,20}|(?:set-)?cookie)(["'\\]{0,2}\s{0,4}[:=]\s{0,4}["'\\]{0,2})([^"']+)/gi;
const BEARER = /\b((?:bearer|basic)\s{1,4})([\w.~+/=-]{8,})/gi;
const USER_INFO = /([a-z][a-z0-9+.-]{1,20}:\/\/)([^\s/?#@:"']{0,256}):([^\s/?#"]{1,1024})@/gi;
const LONE_USER = /([a-z][a-z0-9+.-]{1,20}:\/\/)([^\s/?#@:"']{16,1024})@/gi;
/** Names that need not mean a secret: only what looks random is masked. */
const PERHAPS = /((?:key|auth|login|session|signature|pat|jwt|dsn|salt|pin)["'\\]{0,2}\s{0,4}[:=]\s{0,4}["'\\]{0,2})([\w+/=.-]{20,1024})/gi;

/** Tokens that can be told by their form, as their makers describe them. */
const FORMS = new RegExp(
  [
    String.raw`gl(?:pat|ptt|dt|rt|rtr|cbt|ft|ffct|imt|agent|soat|oas|wt)-[\w.-]{8,512}`,
    String.raw`gh[pousr]_[A-Za-z0-9]{16,512}`,
    String.raw`_pat_[A-Za-z0-9]{20,64}_\w{20,512}`,
    String.raw`xox[a-z]-[\w-]{8,512}`,
    String.raw`(?:AKIA|ASIA)[0-9A-Z]{16}`,
    String.raw`AIza[\w-]{35}`,
    String.raw`(?<![A-Za-z])(?:sk|pk|rk)[_-](?:live|test|proj|ant)[_-][\w-]{10,512}`,
    String.raw`(?<![A-Za-z])(?:npm_\w{30,512}|pypi-[\w-]{30,1024}|xapp-[\w-]{8,512})`,
    String.raw`(?<![A-Za-z])(?:hv[sbr]\.[\w-]{20,512}|dop_v1_\w{40,512}|sq[upa]_[0-9a-f]{40})`,
    String.raw`(?<![A-Za-z])SG\.[\w-]{16,64}\.[\w-]{16,128}`,
    String.raw`AKCp\w{20,512}`,
    String.raw`whsec_[\w+/=-]{16,512}`,
  ].join('|'),
  'g',
);

/** Where a web token may stand: looked at once each, as its beginning may be repeated a thousand times. */
const RUN = /[\w.-]{12,}/g;

/** What each of `FORMS` begins with. */
const MARKED =
  /gl\w{2,4}-|gh[pousr]_|_pat_|xox[a-z]-|AKIA|ASIA|AIza|[spr]k[_-]|npm_|pypi-|xapp-|hv[sbr]\.|dop_v1_|sq[upa]_|SG\.|AKCp|whsec_/;
/** In lower case, what every name of a secret holds. */
const NAMED = /pass[wp]|pwd|secret|token|key|credential|auth|x-|cookie|bearer|basic|login|session|signature|pat|jwt|dsn|salt|pin/;

/** What stands after such a name without being a secret: words about it, references to it, punctuation. */
const NO_SECRET =
  /^["'\\]*(?:|null|none|nil|undefined|true|false|empty|missing|invalid|expired|revoked|not|is|was|has|required|string|expected|unexpected|found|got|inherit|\*+|\[masked\]?|<[\w -]*>?|\$\{?[A-Z_][A-Z0-9_]*\}?|\$\{\{.*|[^\w]+)["'\\,;.)\]}]*$/i;

/** Masks one line; takes time in proportion to it. */
export type Mask = (line: string) => string;

/** `known`: values that are secret for certain; those under 6 characters are left alone. */
export function createMask(known: readonly string[] = []): Mask {
  const forms = formsOf(known);
  return (line) => {
    let masked = line;
    for (const form of forms) if (masked.includes(form)) masked = masked.replaceAll(form, MASK);
    // Most lines hold nothing of the kind, which is told far sooner than each pattern finds nothing.
    const low = masked.toLowerCase();
    if (low.includes('://')) masked = maskAddresses(masked);
    if (MARKED.test(masked)) masked = masked.replace(FORMS, MASK);
    if (masked.includes('eyJ')) masked = masked.replace(RUN, hideWebToken);
    return NAMED.test(low) ? maskNamed(masked) : masked;
  };
}

function maskAddresses(line: string): string {
  return line
    .replace(USER_INFO, (_all, scheme: string, user: string) => `${scheme}${user}:${MASK}@`)
    .replace(LONE_USER, (_all, scheme: string) => `${scheme}${MASK}@`);
}

function maskNamed(line: string): string {
  return line
    .replace(HEADER, (_all, name: string, between: string) => `${name}${between}${MASK}`)
    .replace(BEARER, (_all, scheme: string) => `${scheme}${MASK}`)
    .replace(QUERY, (all, name: string, value: string) => (REFERENCE.test(value) ? all : `${name}${MASK}`))
    .replace(ASSIGNED, hideValue)
    .replace(FLAG, hideValue)
    .replace(PERHAPS, (all, name: string, value: string) => (looksRandom(value) ? `${name}${MASK}` : all));
}

/** `eyJhbGciOi….eyJzdWIiOi….signature`: JSON in base64, in parts. */
function hideWebToken(run: string): string {
  const at = run.indexOf('eyJ');
  const dot = at < 0 ? -1 : run.indexOf('.', at + 'eyJ'.length + 6);
  return dot < 0 || run.length - dot < 3 ? run : `${run.slice(0, at)}${MASK}`;
}

function hideValue(all: string, name: string, value: string): string {
  return NO_SECRET.test(value) || isPlace(name, value) || isCount(name, value) ? all : `${name}${MASK}`;
}

/** `token.ts:12:5` is a place in a source file. */
function isPlace(name: string, value: string): boolean {
  return /\.\w{1,5}:$/.test(name) && /^\d+(?::\d+)*\D*$/.test(value);
}

/** `max-tokens: 5000` */
function isCount(name: string, value: string): boolean {
  return /tokens["']?\s*[:=]\s*$/i.test(name) && /^\d{1,7}\D?$/.test(value);
}

/** As they are, in an address, in JSON, in base64; each line of one that has several. Longest first, as one may hold another. */
function formsOf(known: readonly string[]): readonly string[] {
  const values = known.flatMap((value) => [value, ...value.split(/\r?\n/)]).filter((value) => value.trim().length >= SHORTEST);
  const forms = values.flatMap((value) => {
    const whole = value.toWellFormed();
    return [value, encodeURIComponent(whole), JSON.stringify(whole).slice(1, -1), Buffer.from(whole).toString('base64').replace(/=+$/, '')];
  });
  return [...new Set(forms)].sort((left, right) => right.length - left.length);
}

/** Letters of both cases and digits, well mixed. A commit's SHA, a file name or a version is nothing of the kind. */
function looksRandom(value: string): boolean {
  if (/^[0-9a-f]+$/i.test(value) || (value.match(/[-._]/g)?.length ?? 0) >= 3) return false;
  return /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value) && new Set(value).size >= 10;
}
