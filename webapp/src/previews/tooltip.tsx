// What Mattermost shows beside a link that somebody points at, or has the focus on: nothing, unless the link leads to a CI system.
import * as React from 'react';
import { useSelector } from 'react-redux';
import type { LinkTooltipProps } from '../host/registry.ts';
import { Boundary } from '../parts/boundary.tsx';
import { placeOf } from '../places/place-of.ts';
import { placesIn } from '../places/slice.ts';
import type { PreviewAnswers } from './answers.ts';

const Preview = React.lazy(async () => ({ default: (await import(/* webpackChunkName: "preview" */ './preview.tsx')).Preview }));

/** It is drawn for every link of the page, so it costs next to nothing for those of others. */
export function LinkTooltip({ href, show, answers }: LinkTooltipProps & { readonly answers: PreviewAnswers }) {
  const places = useSelector(placesIn);
  const place = show === false || places.length === 0 ? undefined : placeOf(href, places);
  if (place === undefined) return null;
  return (
    <Boundary otherwise={null}>
      <React.Suspense fallback={null}>
        <Preview key={href} href={href} place={place} answers={answers} />
      </React.Suspense>
    </Boundary>
  );
}
