// Shows a resource: loading, why it cannot be had, or what is known, with a line above when that may be old.
import * as React from 'react';
import type { ReactNode } from 'react';
import type { Resource } from '../api/use-resource.ts';
import { ErrorState, Loading, StaleBanner } from './panel-states.tsx';

interface Props<T> {
  readonly resource: Resource<T>;
  /** `Loading reviews` */
  readonly loading: string;
  /** `The reviews could not be loaded` */
  readonly failed: string;
  children(value: T): ReactNode;
}

export function ResourceView<T>({ resource: { value, error, reload }, loading, failed, children }: Props<T>) {
  if (value === undefined) return error ? <ErrorState title={failed} error={error} onRetry={reload} /> : <Loading label={loading} />;
  return (
    <>
      <StaleBanner error={error} onRetry={reload} />
      {children(value)}
    </>
  );
}
