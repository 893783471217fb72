// Shows something else where a part of the page could not be drawn or loaded.
import * as React from 'react';
import type { ReactNode } from 'react';

interface Props {
  readonly otherwise: ReactNode;
  readonly children: ReactNode;
}

/** React knows such only as a class. */
export class Boundary extends React.Component<Props, { readonly failed: boolean }> {
  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override readonly state = { failed: false };

  override render(): ReactNode {
    return this.state.failed ? this.props.otherwise : this.props.children;
  }
}
