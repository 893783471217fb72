// Why something that a person asked for was not done, said where they asked.
import * as React from 'react';
import type { ApiError } from '@ci-command-center/contract';

export function Problem({ error }: { readonly error: ApiError | undefined }) {
  if (error === undefined) return null;
  return (
    <p className="ci-problem" role="alert">
      {error.message}
    </p>
  );
}
