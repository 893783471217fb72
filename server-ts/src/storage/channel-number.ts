// Numbers by which people of a channel name its things: 1, 2, …, never given twice.

/** A `with` query `counted` of one row, `last`: the next number. `channel`: SQL of the channel; `kind`: what is numbered. */
export function countOne(channel: string, kind: 'subscription' | 'mute'): string {
  return `counted as (
  insert into ci_command_center.channel_numbers as n (channel_id, kind, last) values (${channel}, '${kind}', 1)
  on conflict (channel_id, kind) do update set last = n.last + 1 returning last)`;
}
