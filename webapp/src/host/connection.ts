// Whether live changes can reach this page: the browser has a network and Mattermost's websocket is up.
import * as React from 'react';
import { useSelector } from 'react-redux';
import { isSocketConnected } from './state.ts';

function subscribe(onChange: () => void): () => void {
  window.addEventListener('online', onChange);
  window.addEventListener('offline', onChange);
  return () => {
    window.removeEventListener('online', onChange);
    window.removeEventListener('offline', onChange);
  };
}

export function useConnected(): boolean {
  const online = React.useSyncExternalStore(subscribe, () => navigator.onLine);
  return useSelector(isSocketConnected) && online;
}
