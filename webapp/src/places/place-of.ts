// Which CI system an address lies below; the server decides again, this only spares it what is none.
import type { PlaceView } from '@ci-command-center/contract';

export function placeOf(href: string, places: readonly PlaceView[]): PlaceView | undefined {
  const url = URL.canParse(href) ? new URL(href) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return undefined;
  return places
    .filter((place) => place.previews && isBelow(url, place.url))
    .toSorted((left, right) => right.url.length - left.url.length)[0];
}

function isBelow(url: URL, base: string): boolean {
  if (!URL.canParse(base)) return false;
  const own = new URL(base);
  return own.host === url.host && `${url.pathname}/`.startsWith(`${own.pathname.replace(/\/+$/, '')}/`);
}
