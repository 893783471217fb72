// Our button in the channel header or the App Bar: with the number of this channel's branches that fail.
import * as React from 'react';
import { useSelector } from 'react-redux';
import { paths } from '@ci-command-center/contract';
import type { FailingView } from '@ci-command-center/contract';
import { pluginAddress } from '../api/address.ts';
import { useResource } from '../api/use-resource.ts';
import { isNumber, shape } from '../host/guard.ts';
import { currentChannelId } from '../host/state.ts';
import { Glyph } from '../parts/icon.tsx';
import { useWords } from '../text/say.tsx';
import './channel-icon.css';

const isFailing = shape<FailingView>({ failing: isNumber });
const MOST = 9;

export function ChannelIcon() {
  const channelId = useSelector(currentChannelId);
  return (
    <span className="ci-channel-icon">
      <Glyph name="pipeline" size={20} />
      {channelId !== '' && <Badge key={channelId} channelId={channelId} />}
    </span>
  );
}

/** Who cannot be told (no server, no membership) sees none. */
function Badge({ channelId }: { readonly channelId: string }) {
  const { count } = useWords();
  const { value } = useResource(pluginAddress(paths.failing, { channel_id: channelId }), isFailing, 'pipelines', channelId);
  if (value === undefined || value.failing === 0) return null;
  const label = count('app.failing', value.failing);
  return (
    <span className="ci-badge" title={label}>
      <span className="ci-badge-number" aria-hidden="true">
        {value.failing > MOST ? `${MOST}+` : value.failing}
      </span>
      <span className="ci-badge-words">{label}</span>
    </span>
  );
}
