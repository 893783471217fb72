// A code of a finding, leading to its line in the manual of the bundle.
import * as React from 'react';
import { paths } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';

export function CodeLink({ code }: { readonly code: string }) {
  return (
    <a className="ci-quiet" href={pluginAddress(`${paths.manual}troubleshooting#${code}`)} target="_blank" rel="noreferrer">
      {code}
    </a>
  );
}
