// `Configuration` in the System Console: the checked editor, loaded when the page is opened; a plain field where that cannot be had.
import * as React from 'react';
import type { ConsoleSettingProps } from '../host/registry.ts';
import { Boundary } from '../parts/boundary.tsx';
import { PlainField } from './plain-field.tsx';

const Console = React.lazy(async () => ({ default: (await import(/* webpackChunkName: "console" */ './console.tsx')).Console }));

export function ConfigurationSetting(props: ConsoleSettingProps) {
  const plain = <PlainField {...props} long />;
  return (
    <Boundary otherwise={plain}>
      <React.Suspense fallback={plain}>
        <Console {...props} />
      </React.Suspense>
    </Boundary>
  );
}
