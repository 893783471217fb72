// What stands below a setting that is checked as it is typed.
import * as React from 'react';
import type { ConsoleSettingProps } from '../host/registry.ts';
import { useWords } from '../text/say.tsx';
import { Remedy } from './faults.tsx';
import type { OwnSetting } from './settings.ts';
import type { SettingProblem } from './use-check.ts';

export interface SettingProps extends ConsoleSettingProps {
  readonly setting: OwnSetting;
}

interface BelowProps {
  readonly id: string;
  readonly problem: SettingProblem | undefined;
  readonly setByEnv: boolean;
}

/** What is wrong with it, said to screen readers when it comes. */
export function Below({ id, problem, setByEnv }: BelowProps) {
  const { say } = useWords();
  return (
    <output id={`${id}-problem`} className="ci-setting-problem">
      {setByEnv && <span className="ci-quiet">{say('console.byEnvironment')}</span>}
      {problem !== undefined && (
        <>
          <strong>{say('health.wrong')}</strong> <Remedy text={`${problem.message} ${problem.remedy}`} />
        </>
      )}
    </output>
  );
}
