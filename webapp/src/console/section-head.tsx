// The heading of a section of the settings page, with the way to its page of the manual.
import * as React from 'react';
import { paths } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { useWords } from '../text/say.tsx';
import type { OwnSetting } from './settings.ts';

export function SectionHead({ title, page }: NonNullable<OwnSetting['section']>) {
  const { say } = useWords();
  return (
    <div className="ci-root ci-settings-head">
      <h3>{say(title)}</h3>
      <a
        href={pluginAddress(`${paths.manual}${page}`)}
        target="_blank"
        rel="noreferrer"
        aria-label={say('settings.manualOf', { section: say(title) })}
      >
        {say('settings.manual')}
      </a>
    </div>
  );
}
