// Names for files in a channel, out of names that others chose.

const LONGEST = 120;

/** The last part of a path is not enough where folders tell files apart: slashes become dashes. Never empty, no hidden file. */
export function safeFileName(foreign: string): string {
  const name = foreign
    .toWellFormed()
    .replace(/%2F|[/\\]/gi, '-')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD<>:"|?*%]/gu, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s_-]+|[.\s]+$/g, '');
  if ([...name].length <= LONGEST) return name || 'file';
  const ending = /\.[\p{L}\p{N}]{1,10}(?:\.[\p{L}\p{N}]{1,10})?$/u.exec(name)?.[0] ?? '';
  return `${[...name].slice(0, LONGEST - ending.length).join('')}${ending}`;
}
