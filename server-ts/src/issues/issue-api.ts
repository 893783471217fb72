// What the web app's issue dialogs ask for and send: everything as the person's own account in the CI system.

import {
  paths,
  type ApiError,
  type IssueChoicesView,
  type IssueList,
  type IssueProjectList,
  type MadeIssue,
} from '@ci-command-center/contract';
import { Hono, type Context } from 'hono';
import * as z from 'zod';
import type { Reach } from '../ci/account.ts';
import { withSource, type Issues } from '../ci/issues.ts';
import { CiError } from '../platform/errors.ts';
import { asComment, type SourcePost } from './source.ts';

export interface IssuePorts {
  /** Throws CiError: no such connection, not connected. */
  reach(userId: string, provider: string, connection: string): Promise<{ readonly issues: Issues; readonly reach: Reach }>;
  /** Undefined where there is none that the person may read. */
  post(userId: string, postId: string): Promise<SourcePost | undefined>;
  /** In the thread of the post, as far as the person may write there. Never rejects. */
  told(userId: string, post: SourcePost, what: 'made' | 'attached', issue: MadeIssue): Promise<void>;
}

const word = z.string().min(1).max(200);
const place = z.object({ provider: word, connection: word });
const words = z.array(word).max(100);
const newIssue = place.extend({
  project: word,
  title: z.string().trim().min(1).max(255),
  description: z.string().max(100_000),
  labels: words,
  assignees: words,
  milestone: word.optional(),
  post_id: word.optional(),
});
const newComment = place.extend({ project: word, number: z.string().regex(/^\d{1,15}$/), post_id: word });

const refuse = (code: string, message: string): ApiError => ({ code, message });
const noPost = refuse('CI_API_POST', 'There is no such message, or you are no member of its channel.');
const wrong = refuse('CI_API_ISSUE', 'Something is missing or too long; a title has 255 letters at most.');

/** Below the plugin's address. The server sets `Mattermost-User-Id` for a signed-in person, and removes one that a caller sends. */
export function createIssueApi(ports: IssuePorts): Hono {
  const app = new Hono();
  const search = async (context: Context): Promise<{ issues: Issues; reach: Reach; text: string }> => {
    const { provider = '', connection = '', search: text = '' } = context.req.query();
    return { ...(await ports.reach(personOf(context), provider, connection)), text: text.slice(0, 200) };
  };
  app.get(paths.issueProjects, (context) =>
    answered(context, async () => {
      const { issues, reach, text } = await search(context);
      return context.json({ projects: await issues.projects(reach, text) } satisfies IssueProjectList);
    }),
  );
  app.get(paths.issueChoices, (context) =>
    answered(context, async () => {
      const { issues, reach } = await search(context);
      const project = context.req.query('project') ?? '';
      if (project === '') return context.json(wrong, 400);
      return context.json((await issues.choices(project, reach)) satisfies IssueChoicesView);
    }),
  );
  app.get(paths.issues, (context) =>
    answered(context, async () => {
      const { issues, reach, text } = await search(context);
      return context.json({ issues: await issues.search(text, reach) } satisfies IssueList);
    }),
  );
  app.post(paths.issues, (context) =>
    answered(context, async () => {
      const { data } = newIssue.safeParse(await context.req.json().catch(() => undefined));
      if (data === undefined) return context.json(wrong, 422);
      const { provider, connection, post_id: postId, milestone, ...wish } = data;
      const userId = personOf(context);
      const post = postId === undefined ? undefined : await ports.post(userId, postId);
      if (postId !== undefined && post === undefined) return context.json(noPost, 403);
      const { issues, reach } = await ports.reach(userId, provider, connection);
      const description = withSource(wish.description, post?.permalink);
      const { reference, url } = await issues.create({ ...wish, description, ...(milestone !== undefined && { milestone }) }, reach);
      const made: MadeIssue = { reference, url };
      if (post !== undefined) await ports.told(userId, post, 'made', made);
      return context.json(made, 201);
    }),
  );
  app.post(paths.issueComments, (context) =>
    answered(context, async () => {
      const { data } = newComment.safeParse(await context.req.json().catch(() => undefined));
      if (data === undefined) return context.json(wrong, 422);
      const userId = personOf(context);
      const post = await ports.post(userId, data.post_id);
      if (post === undefined) return context.json(noPost, 403);
      const { issues, reach } = await ports.reach(userId, data.provider, data.connection);
      const made = await issues.comment(data, asComment(post, issues), reach);
      await ports.told(userId, post, 'attached', made);
      return context.json(made, 201);
    }),
  );
  return app;
}

function personOf(context: Context): string {
  return context.req.header('Mattermost-User-Id') ?? '';
}

async function answered(context: Context, work: () => Promise<Response>): Promise<Response> {
  if (personOf(context) === '') return context.json(refuse('CI_API_SESSION', 'Sign in to Mattermost first.'), 401);
  context.header('Cache-Control', 'no-store');
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CiError)) throw error;
    // The remedy is our Markdown; what it marks as code is plain here.
    return context.json(refuse(error.code, `${error.message} ${error.remedy.replaceAll('`', '')}`), statusOf(error));
  }
}

/** The web app tells them apart by their codes. */
function statusOf({ code }: CiError): 403 | 404 | 422 | 502 {
  if (code.startsWith('CI_ACCOUNT_') || /_(?:FORBIDDEN|DENIED|READ_ONLY)$/.test(code)) return 403;
  if (code === 'CI_API_PLACE' || code.endsWith('_NOT_FOUND')) return 404;
  return code.endsWith('_REJECTED') ? 422 : 502;
}
