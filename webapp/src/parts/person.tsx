// A person of the CI system: picture or initial, and the name.
import * as React from 'react';
import { useSelector } from 'react-redux';
import type { PersonView } from '@ci-command-center/contract';
import { basePath } from '../api/address.ts';
import { currentTeam, hasImageProxy } from '../host/state.ts';

function pictureAddress(url: string | undefined, proxied: boolean): string | undefined {
  if (url === undefined || !/^https?:\/\//.test(url)) return undefined;
  return proxied ? `${basePath()}/api/v4/image?url=${encodeURIComponent(url)}` : url;
}

/** The picture or initial alone, for where the name stands beside it. */
export function Portrait({ person, size = 16 }: { readonly person: PersonView; readonly size?: number }) {
  const picture = pictureAddress(person.avatarUrl, useSelector(hasImageProxy));
  const [broken, setBroken] = React.useState<string>();
  const style = size === 16 ? undefined : { width: size, height: size, fontSize: size / 2 };
  return picture === undefined || picture === broken ? (
    <span className="ci-avatar" style={style} aria-hidden="true">
      {Array.from(person.name.trim())[0]?.toLocaleUpperCase() ?? '?'}
    </span>
  ) : (
    <img
      className="ci-avatar"
      style={style}
      src={picture}
      alt=""
      loading="lazy"
      referrerPolicy="no-referrer"
      onError={() => setBroken(picture)}
    />
  );
}

/** Leads to a direct message, as Mattermost's own mentions do. It calls nobody. */
function Mention({ username }: { readonly username: string }) {
  const team = useSelector(currentTeam);
  const path = `/${team}/messages/@${username}`;
  const go = (event: React.MouseEvent): void => {
    const { browserHistory } = window.WebappUtils ?? {};
    if (browserHistory === undefined || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    browserHistory.push(path);
  };
  return team === '' ? (
    <span className="ci-person-name">{`@${username}`}</span>
  ) : (
    <a className="ci-person-name ci-link" href={`${basePath()}${path}`} onClick={go}>{`@${username}`}</a>
  );
}

export function Person({ person, title }: { readonly person: PersonView; readonly title: string }) {
  return (
    <span className="ci-person" title={title}>
      <Portrait person={person} />
      {person.mention === undefined ? <span className="ci-person-name">{person.name}</span> : <Mention username={person.mention} />}
    </span>
  );
}
