// What people want to be told directly, and on which day they were reminded last.

import type { Pool } from 'pg';
import type { NoticeKind } from '../ci/notice.ts';
import { usualPreferences, type Preferences, type PreferencesTable } from '../personal/preferences.ts';

interface Row {
  readonly notifications: boolean;
  readonly reminders: boolean;
  readonly kinds_off: readonly NoticeKind[];
  readonly introduced_at: Date | null;
}

const TABLE = 'ci_command_center.preferences';
const COLUMNS = 'p.notifications, p.reminders, p.kinds_off, p.introduced_at';
const PLACE = 'p.user_id = $1 and p.provider = $2';
const put = (columns: string, values: string, change: string): string => `
insert into ${TABLE} as p (user_id, provider, ${columns}) values ($1, $2, ${values})
on conflict (user_id, provider) do update set ${change} returning ${COLUMNS}`;

const NOTIFICATIONS = put('notifications', '$3', 'notifications = $3');
const REMINDERS = put('reminders', '$3', 'reminders = $3');
const KINDS_OFF = put(
  'kinds_off',
  '$3::text[]',
  'kinds_off = (select array(select distinct unnest(p.kinds_off || $3::text[]) order by 1))',
);
/** Who switches a kind on wants messages. */
const KINDS_ON = put(
  'notifications',
  'true',
  `notifications = true, kinds_off = (select array(select k from unnest(p.kinds_off) k where k <> all($3::text[]) order by 1))`,
);
const INTRODUCED = put('introduced_at', '$3', 'introduced_at = coalesce(p.introduced_at, $3)');
const UNREMINDED = `
select distinct a.user_id from ci_command_center.accounts a left join ${TABLE} p on p.user_id = a.user_id and p.provider = a.provider
where a.provider = $1 and a.ended_at is null and p.reminders is distinct from false and (p.reminded_on is null or p.reminded_on < $2::date)
order by 1`;
const REMIND = `
insert into ${TABLE} as p (user_id, provider, reminded_on) values ($1, $2, $3::date)
on conflict (user_id, provider) do update set reminded_on = excluded.reminded_on
where p.reminders and (p.reminded_on is null or p.reminded_on < excluded.reminded_on) returning true`;
const UNREMIND = `update ${TABLE} p set reminded_on = null where ${PLACE} and p.reminded_on = $3::date`;

/** `pool` throws a CiError while the database is away. */
export function createPreferences(pool: () => Pool): PreferencesTable {
  const one = async (text: string, values: readonly unknown[]): Promise<Preferences> => {
    const [row] = (await pool().query<Row>(text, [...values])).rows;
    return row === undefined ? usualPreferences : preferencesOf(row);
  };
  return {
    of: (userId, provider) => one(`select ${COLUMNS} from ${TABLE} p where ${PLACE}`, [userId, provider]),
    change(userId, provider, change) {
      if (change.what === 'kinds') return one(change.on ? KINDS_ON : KINDS_OFF, [userId, provider, change.kinds]);
      return one(change.what === 'notifications' ? NOTIFICATIONS : REMINDERS, [userId, provider, change.on]);
    },
    introduced: (userId, provider, now) => one(INTRODUCED, [userId, provider, new Date(now)]).then(() => undefined),
    async unreminded(provider, day) {
      const { rows } = await pool().query<{ user_id: string }>(UNREMINDED, [provider, day]);
      return rows.map(({ user_id: userId }) => userId);
    },
    remind: async (userId, provider, day) => ((await pool().query(REMIND, [userId, provider, day])).rowCount ?? 0) > 0,
    async unremind(userId, provider, day) {
      await pool().query(UNREMIND, [userId, provider, day]);
    },
  };
}

function preferencesOf({ notifications, reminders, kinds_off: kindsOff, introduced_at: at }: Row): Preferences {
  return { notifications, reminders, kindsOff, ...(at !== null && { introducedAt: at.getTime() }) };
}
