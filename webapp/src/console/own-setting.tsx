// The settings that are drawn by us, loaded when the page is opened; a plain field where that cannot be had.
import * as React from 'react';
import type { ComponentType } from 'react';
import type { ConsoleSettingProps } from '../host/registry.ts';
import { Boundary } from '../parts/boundary.tsx';
import { PlainField } from './plain-field.tsx';
import type { OwnSetting } from './settings.ts';

const Setting = React.lazy(async () => ({ default: (await import(/* webpackChunkName: "console" */ './setting.tsx')).Setting }));

/** Mattermost gives a component no more than its value, so each setting has one of its own. */
export function drawSetting(setting: OwnSetting): ComponentType<ConsoleSettingProps> {
  return function DrawnSetting(props) {
    const plain = <PlainField {...props} long={setting.kind === 'long'} />;
    return (
      <Boundary otherwise={plain}>
        <React.Suspense fallback={plain}>
          <Setting setting={setting} {...props} />
        </React.Suspense>
      </Boundary>
    );
  };
}
