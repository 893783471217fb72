// Findings of a check-up as lines of Markdown: what is right in one line, everything else with what to do.

import type { CheckFinding } from '../ci/check.ts';
import { escape } from '../rendering/escape.ts';

/** A CI system may have very many projects with something to tell. */
const MOST = 12;

export function isWrong(findings: readonly CheckFinding[]): boolean {
  return findings.some(({ level }) => level === 'wrong');
}

/** What is wrong first, what is right last. */
export function linesOf(findings: readonly CheckFinding[]): readonly string[] {
  const told = [...findings.filter(({ level }) => level === 'wrong'), ...findings.filter(({ level }) => level === 'note')];
  const fine = [...new Set(findings.flatMap(({ level, message }) => (level === 'right' ? [escape(message)] : [])))];
  return [
    ...told.slice(0, MOST).map(lineOf),
    ...(told.length > MOST ? [`… and ${told.length - MOST} more`] : []),
    ...(fine.length === 0 ? [] : [`✓ ${fine.join(' · ')}`]),
  ];
}

/** Where there is no room for the rest. */
export function wrongLinesOf(findings: readonly CheckFinding[]): readonly string[] {
  return linesOf(findings.filter(({ level }) => level === 'wrong'));
}

/** Remedies are our own words, and what they show is there to be copied. */
function lineOf({ code, level, message, remedy }: CheckFinding): string {
  return `${level === 'wrong' ? '✗' : '⚠'} ${escape(message)} ${remedy ?? ''} (${code})`;
}
