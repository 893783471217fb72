// A person of the CI system: picture or initial, and the name.
import * as React from 'react';
import { useSelector } from 'react-redux';
import type { PersonView } from '@ci-command-center/contract';
import { basePath } from '../api/address.ts';
import { hasImageProxy } from '../host/state.ts';

function pictureAddress(url: string | undefined, proxied: boolean): string | undefined {
  if (url === undefined || !/^https?:\/\//.test(url)) return undefined;
  return proxied ? `${basePath()}/api/v4/image?url=${encodeURIComponent(url)}` : url;
}

export function Person({ person, title }: { readonly person: PersonView; readonly title: string }) {
  const picture = pictureAddress(person.avatarUrl, useSelector(hasImageProxy));
  const [broken, setBroken] = React.useState<string>();
  return (
    <span className="ci-person" title={title}>
      {picture === undefined || picture === broken ? (
        <span className="ci-avatar" aria-hidden="true">
          {Array.from(person.name.trim())[0]?.toLocaleUpperCase() ?? '?'}
        </span>
      ) : (
        <img className="ci-avatar" src={picture} alt="" loading="lazy" referrerPolicy="no-referrer" onError={() => setBroken(picture)} />
      )}
      <span className="ci-person-name">{person.name}</span>
    </span>
  );
}
