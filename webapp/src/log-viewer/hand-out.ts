// A log as one text, for the clipboard and as a file.
import type { LogLine } from './lines.ts';

export function textOf(lines: readonly LogLine[]): string {
  return `${lines.map(({ text }) => text).join('\n')}\n`;
}

/** `team/app #14` → `team-app-14.log` */
export function fileNameOf(title: string): string {
  return `${title.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replaceAll(/^-+|-+$/g, '') || 'job'}.log`;
}

export function download(title: string, lines: readonly LogLine[]): void {
  const address = URL.createObjectURL(new Blob([textOf(lines)], { type: 'text/plain;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileNameOf(title);
  link.click();
  // The browser has begun to save by then.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
