// What the database says at the end: what waits, and which posts there are.
import { Client } from 'pg';

/** A post of the bot that nobody deleted; old versions of edited posts are left out. */
export interface BotPost {
  readonly id: string;
  readonly channel: string;
  readonly rootId: string;
  readonly cardKey: string;
  readonly message: string;
  readonly text: string;
  readonly pipeline: { readonly number: string; readonly status: string } | undefined;
}

export interface Ledger {
  /** Deliveries that wait, and cards that are to be drawn again. */
  waiting(): Promise<number>;
  dead(): Promise<number>;
  posts(): Promise<readonly BotPost[]>;
  close(): Promise<void>;
}

interface Row {
  readonly id: string;
  readonly channel: string;
  readonly rootid: string;
  readonly message: string;
  readonly props: string | Readonly<Record<string, unknown>>;
}

// What is to be shown again much later, as after quiet hours, is not waited for.
const WAITING = `
select (select count(*) from ci_command_center.deliveries where state = 'pending')
  + (select count(*) from ci_command_center.refreshes where due_at < now() + interval '30 s') as count`;

const POSTS = `
select p.id, c.name as channel, p.rootid, p.message, p.props from posts p join channels c on c.id = p.channelid
join bots b on b.userid = p.userid where p.deleteat = 0 and p.originalid = '' and c.type <> 'D' and p.type in ('', 'custom_ci_pipeline')`;

export async function openLedger(databaseUrl: string): Promise<Ledger> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  const count = async (text: string): Promise<number> => Number((await client.query<{ count: string }>(text)).rows[0]?.count ?? 0);
  return {
    waiting: () => count(WAITING),
    dead: () => count(`select count(*) from ci_command_center.deliveries where state = 'dead'`),
    async posts() {
      const { rows } = await client.query<Row>(POSTS);
      return rows.map(postOf);
    },
    close: () => client.end(),
  };
}

function postOf({ id, channel, rootid, message, props }: Row): BotPost {
  const all: Record<string, unknown> = typeof props === 'string' ? JSON.parse(props) : { ...props };
  const view: unknown = JSON.parse(String(all['ci_pipeline'] ?? 'null'));
  const pipeline =
    typeof view === 'object' && view !== null && 'number' in view && 'status' in view
      ? { number: String(view.number), status: String(view.status) }
      : undefined;
  return {
    id,
    channel,
    rootId: rootid,
    cardKey: String(all['ci_card_key'] ?? ''),
    message,
    text: JSON.stringify(all['attachments'] ?? ''),
    pipeline,
  };
}
