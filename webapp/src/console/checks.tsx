// What the live look at one connection, or at what is around them, found: what is wrong first, what is right in one line.
import * as React from 'react';
import type { CheckFindingView } from '@ci-command-center/contract';
import { useWords } from '../text/say.tsx';
import { CodeLink } from './code-link.tsx';
import { Remedy } from './faults.tsx';

interface Props {
  /** Undefined while they are looked for. */
  readonly findings: readonly CheckFindingView[] | undefined;
}

const ORDER = ['wrong', 'note'] as const;

export function Checks({ findings }: Props) {
  const { say } = useWords();
  if (findings === undefined || findings.length === 0) return null;
  const told = ORDER.flatMap((level) => findings.filter((each) => each.level === level));
  const fine = [...new Set(findings.flatMap(({ level, message }) => (level === 'right' ? [message] : [])))];
  return (
    <ul className="ci-checks">
      {told.map(({ code, level, message, remedy = '' }) => (
        <li key={`${code} ${message}`} className={`ci-check-${level}`}>
          <strong>{say(level === 'wrong' ? 'health.wrong' : 'health.note')}</strong> {message} <Remedy text={remedy} />{' '}
          <CodeLink code={code} />
        </li>
      ))}
      {fine.length > 0 && <li className="ci-quiet">{fine.join(' · ')}</li>}
    </ul>
  );
}

export function isWrong(findings: readonly CheckFindingView[] = []): boolean {
  return findings.some(({ level }) => level === 'wrong');
}
