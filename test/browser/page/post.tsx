// One post: by the component that a plugin registered for its type, else its text and attachments.
import type { Post as StoredPost } from '@mattermost/types/posts';
import * as React from 'react';
import { z } from 'zod';
import { Files } from './files.tsx';
import { Markdown } from './markdown.tsx';
import { actionsShape, PostActions } from './post-actions.tsx';
import { Person } from './popover.tsx';
import { PostMenu } from './post-menu.tsx';
import { registered } from './registry.ts';
import { usePage } from './store.ts';

const words = z.string().optional();
const attachmentShape = z.object({
  color: words,
  pretext: words,
  author_name: words,
  title: words,
  title_link: words,
  text: words,
  footer: words,
  fallback: words,
  fields: z.array(z.object({ title: z.string(), value: z.unknown(), short: z.boolean().optional() })).nullish(),
  actions: actionsShape.nullish(),
});
const attachmentsShape = z.array(attachmentShape);

function Attachment({ attachment, postId }: { attachment: z.infer<typeof attachmentShape>; postId: string }): JSX.Element {
  return (
    <div className="attachment" style={{ borderLeftColor: attachment.color ?? 'rgba(var(--center-channel-color-rgb), 0.24)' }}>
      {attachment.pretext ? <Markdown text={attachment.pretext} /> : null}
      {attachment.author_name ? <div className="attachment-author">{attachment.author_name}</div> : null}
      {attachment.title ? (
        <h4>{attachment.title_link ? <a href={attachment.title_link}>{attachment.title}</a> : attachment.title}</h4>
      ) : null}
      {attachment.text ? <Markdown text={attachment.text} /> : null}
      <div className="fields">
        {(attachment.fields ?? []).map((field) => (
          <div key={field.title} className={field.short ? 'field short' : 'field'}>
            <strong>{field.title}</strong>
            <div>
              <Markdown text={String(field.value)} />
            </div>
          </div>
        ))}
      </div>
      <PostActions postId={postId} actions={attachment.actions ?? []} />
      {attachment.footer ? <div className="footer">{attachment.footer}</div> : null}
    </div>
  );
}

const label = (value: unknown, otherwise: string) => (typeof value === 'string' && value !== '' ? value : otherwise);

export function Post({ post, replies }: { post: StoredPost; replies?: readonly StoredPost[] }): JSX.Element {
  const author = usePage((state) => state.entities.users.profiles[post.user_id]);
  const theme = usePage((state) => state.views.theme);
  const Own = registered.postTypes.get(post.type);
  const name = label(post.props?.['override_username'], author?.username ?? '…');
  return (
    <div className="post" data-post-id={post.id} data-post-type={post.type}>
      <div className="avatar" aria-hidden="true">
        {name.slice(0, 2).toUpperCase()}
      </div>
      <div className="post-body">
        <div className="post-header">
          <Person name={name} user={author} />
          {author?.is_bot || post.props?.['from_bot'] ? <span className="bot-tag">BOT</span> : null}
          <time>{new Date(post.create_at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}</time>
          {post.edit_at > 0 ? <span className="edited">Edited</span> : null}
          <PostMenu postId={post.id} />
          {post.type === 'system_ephemeral' ? <span className="edited">(Only visible to you)</span> : null}
        </div>
        {Own ? React.createElement(Own, { post, theme, isRHS: false, compactDisplay: false }) : <Fallback post={post} />}
        <Files post={post} />
        {replies && replies.length > 0 ? <Thread replies={replies} /> : null}
      </div>
    </div>
  );
}

function Fallback({ post }: { post: StoredPost }): JSX.Element {
  const attachments = attachmentsShape.safeParse(post.props?.['attachments']).data ?? [];
  return (
    <>
      <Markdown text={post.message} />
      {attachments.map((attachment) => (
        <Attachment key={attachment.fallback ?? attachment.title} attachment={attachment} postId={post.id} />
      ))}
    </>
  );
}

/** Folded, as in Mattermost, where it opens in the sidebar. */
function Thread({ replies }: { replies: readonly StoredPost[] }): JSX.Element {
  return (
    <details className="thread">
      <summary>{replies.length === 1 ? '1 reply' : `${replies.length} replies`}</summary>
      {replies.map((reply) => (
        <Post key={reply.id} post={reply} />
      ))}
    </details>
  );
}
