// Which configured CI system an address belongs to. What belongs to none is never asked for.

import type { Connection } from '../ci/connection.ts';
import type { CodeAddress, PageAddress, Previews } from '../ci/preview.ts';

/** A connection whose addresses can be looked at. */
export interface Place {
  readonly connection: Connection;
  readonly previews: Previews;
}

export interface Found<Address> extends Place {
  readonly address: Address;
}

export function pageAt(places: readonly Place[], url: string): Found<PageAddress> | undefined {
  return nearest(places, ({ previews, connection }) => previews.find(url, connection));
}

export function codeAt(places: readonly Place[], url: string): Found<CodeAddress> | undefined {
  return nearest(places, ({ previews, connection }) => previews.findCode(url, connection));
}

/** Of two on one host, one may lie below the other's path. */
function nearest<Address>(places: readonly Place[], find: (place: Place) => Address | undefined): Found<Address> | undefined {
  return places
    .flatMap((place) => {
      const address = find(place);
      return address === undefined ? [] : [{ ...place, address }];
    })
    .toSorted((left, right) => right.connection.url.length - left.connection.url.length)[0];
}
