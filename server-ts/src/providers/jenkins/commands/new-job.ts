// What a new job may be called, and whether its XML can be one, before Jenkins is asked.

/** `"team/my app"` → `team`, `my app`. Quotes are taken, as the plugin in Go wants them around spaces. */
export function partsOf(typed: string): readonly string[] {
  return typed
    .trim()
    .replace(/^["“”'](.*)["“”']$/s, '$1')
    .split('/')
    .map((part) => part.trim());
}

/** As `jenkins.model.Jenkins#checkGoodName`. Undefined when all are good. */
export function faultInName(names: readonly string[]): string | undefined {
  if (names.join('') === '') return 'A name is needed.';
  const empty = names.includes('');
  if (empty) return 'There is an empty name between the slashes.';
  if (names.some((name) => name === '.' || name === '..' || name.endsWith('.'))) return 'A name cannot end with a dot.';
  const unsafe = /[?*\\%!@#$^&|<>[\]:;\p{Cc}]/u.exec(names.join('/'))?.[0];
  return unsafe === undefined ? undefined : `Jenkins does not allow ${/\p{Cc}/u.test(unsafe) ? 'control characters' : unsafe} in names.`;
}

/** Only that it is whole: whether it describes a job Jenkins says. */
export function faultInXml(xml: string): string | undefined {
  const text = xml.trim();
  if (text === '') return 'Paste config.xml, or name a job to copy.';
  const body = text
    .replace(/^<\?xml[^>]*\?>/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .trim();
  const root = /^<([A-Za-z_][\w.-]*)/.exec(body)?.[1];
  if (root === undefined) return 'This is no XML: it must begin with < and the kind of job.';
  if (/^<!DOCTYPE/i.test(body)) return 'A DOCTYPE is not allowed.';
  const whole = body.endsWith(`</${root}>`) || /^<[^<>]*\/>$/.test(body);
  return whole ? undefined : `It does not end with </${root}>: a part is missing.`;
}
