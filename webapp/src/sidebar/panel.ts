// What a tab of the sidebar is made of.
import * as React from 'react';
import type { ComponentType } from 'react';
import type { GlyphName } from '../parts/icon.tsx';
import type { TextId } from '../text/english.ts';

export interface PanelProps {
  /** The channel on screen. */
  readonly channelId: string;
}

export interface Tab {
  /** Stable: it is kept in browsers. */
  readonly id: string;
  readonly label: TextId;
  readonly icon: GlyphName;
  readonly Panel: ComponentType<PanelProps>;
}

/** A panel that is loaded when it is first shown. */
export function lazyPanel(load: () => Promise<ComponentType<PanelProps>>): ComponentType<PanelProps> {
  return React.lazy(async () => ({ default: await load() }));
}
