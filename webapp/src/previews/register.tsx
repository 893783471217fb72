// Registers what is shown beside links.
import * as React from 'react';
import type { Store } from 'redux';
import type { LinkTooltipProps, Registry } from '../host/registry.ts';
import { HostWords } from '../host/words.tsx';
import { loadPlaces } from '../places/slice.ts';
import { createPreviewAnswers } from './answers.ts';
import { LinkTooltip } from './tooltip.tsx';

export function registerPreviews(registry: Registry, store: Store): void {
  const answers = createPreviewAnswers(Date.now);
  const Tooltip = (props: LinkTooltipProps) => (
    <HostWords>
      <LinkTooltip {...props} answers={answers} />
    </HostWords>
  );
  registry.registerLinkTooltipComponent(Tooltip);
  void loadPlaces(store.dispatch);
}
