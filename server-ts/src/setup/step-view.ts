// What the setup's post shows of the step that it is at.

import type { Button } from '../ci/command.ts';
import type { Words } from '../ci/words.ts';

export interface StepView {
  readonly title: string;
  readonly text: Words;
  readonly buttons: readonly Button[];
}
