// What our components may open in Mattermost's page, handed down from where the web app was registered.
import * as React from 'react';
import type { LogTarget } from '../log-viewer/target.ts';

export interface Doors {
  /** Shows the sidebar with this tab: an id of `sidebar/tabs.ts`. */
  openTab(id: string): void;
  /** Shows the log in the sidebar. */
  openLog(target: LogTarget): void;
}

const DoorsContext = React.createContext<Doors>({ openTab: () => undefined, openLog: () => undefined });

export const DoorsProvider = DoorsContext.Provider;

export function useDoors(): Doors {
  return React.useContext(DoorsContext);
}
