// The tests of a pipeline that failed, the new ones first; nothing while none has.
import * as React from 'react';
import type { TestsView } from '@ci-command-center/contract';
import { useWords } from '../text/say.tsx';
import type { Words } from '../text/say.tsx';

const MAX_NAMES = 3;

/** `3 of 120 tests failed, 2 new`; empty when none has. */
export function testsText(tests: TestsView | undefined, { say, count }: Words): string {
  if (tests === undefined || tests.failed === 0) return '';
  const { total, failed, fresh } = tests;
  const told = total === undefined ? count('tests.failed', failed) : say('tests.of', { failed, total });
  return fresh === undefined || fresh === 0 ? told : `${told}, ${say('tests.fresh', { count: fresh })}`;
}

export function FailedTests({ tests }: { readonly tests: TestsView | undefined }) {
  const words = useWords();
  const text = testsText(tests, words);
  if (tests === undefined || text === '') return null;
  const names = tests.names.slice(0, MAX_NAMES);
  const left = tests.failed - names.length;
  return (
    <p className="ci-tests">
      {text}
      {names.length > 0 && <span className="ci-tests-names">{names.join(', ')}</span>}
      {names.length > 0 && left > 0 && <span className="ci-joined-note"> {words.count('joined.more', left)}</span>}
    </p>
  );
}
