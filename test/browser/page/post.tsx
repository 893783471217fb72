// One post: by the component that a plugin registered for its type, else its text and attachments.
// What passes between a plugin and its host has no types on this side: the page takes whatever a plugin gives.
/* oxlint-disable typescript/no-explicit-any, typescript/consistent-type-assertions */
import * as React from 'react';
import { useSelector } from 'react-redux';
import { allOf } from './registry.ts';

function drawPart(part: string, key: number): JSX.Element {
  const link = /^\[([^\]]*)\]\(([^)\s]+)\)$/u.exec(part);
  if (link)
    return (
      <a key={key} href={link[2]} target="_blank" rel="noreferrer">
        {link[1]}
      </a>
    );
  if (part.startsWith('**') && part.length > 4) return <strong key={key}>{part.slice(2, -2)}</strong>;
  if (part.startsWith('`') && part.length > 2) return <code key={key}>{part.slice(1, -1)}</code>;
  return <React.Fragment key={key}>{part.replaceAll(/\\([\\`*_{}[\]()#+\-.!|~<>])/gu, '$1')}</React.Fragment>;
}

/** As much of Mattermost's Markdown as our texts use; anything else stays as typed. */
function Markdown({ text }: { text: string }): JSX.Element {
  const parts = text.split(/(\*\*[^*]+\*\*|`[^`]+`|\[[^\]]*\]\([^)\s]+\))/u);
  return <span className="markdown">{parts.map(drawPart)}</span>;
}

function Attachment({ attachment }: { attachment: any }): JSX.Element {
  return (
    <div className="attachment" style={{ borderLeftColor: attachment.color ?? 'rgba(var(--center-channel-color-rgb), 0.24)' }}>
      {attachment.pretext ? <Markdown text={attachment.pretext} /> : null}
      {attachment.author_name ? <div className="attachment-author">{attachment.author_name}</div> : null}
      {attachment.title ? (
        <h4>{attachment.title_link ? <a href={attachment.title_link}>{attachment.title}</a> : attachment.title}</h4>
      ) : null}
      {attachment.text ? <Markdown text={attachment.text} /> : null}
      <div className="fields">
        {(attachment.fields ?? []).map((field: any) => (
          <div key={field.title} className={field.short ? 'field short' : 'field'}>
            <strong>{field.title}</strong>
            <div>
              <Markdown text={String(field.value)} />
            </div>
          </div>
        ))}
      </div>
      {attachment.footer ? <div className="footer">{attachment.footer}</div> : null}
    </div>
  );
}

export function Post({ post }: { post: any }): JSX.Element {
  const author = useSelector((state: any) => state.entities.users.profiles[post.user_id]);
  const theme = useSelector((state: any) => state.views.theme);
  const Own = allOf('PostTypeComponent').find((each) => each.args[0] === post.type)?.args[1];
  const name = post.props?.override_username ?? author?.username ?? '…';
  return (
    <div className="post" data-post-id={post.id} data-post-type={post.type}>
      <div className="avatar" aria-hidden="true">
        {name.slice(0, 2).toUpperCase()}
      </div>
      <div className="post-body">
        <div className="post-header">
          <strong>{name}</strong>
          {author?.is_bot || post.props?.from_bot ? <span className="bot-tag">BOT</span> : null}
          <time>{new Date(post.create_at).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}</time>
          {post.edit_at > 0 ? <span className="edited">Edited</span> : null}
          {post.type === 'system_ephemeral' ? <span className="edited">(Only visible to you)</span> : null}
        </div>
        {Own ? <Own post={post} theme={theme} isRHS={false} compactDisplay={false} /> : <Fallback post={post} />}
      </div>
    </div>
  );
}

function Fallback({ post }: { post: any }): JSX.Element {
  return (
    <>
      <Markdown text={post.message} />
      {(post.props?.attachments ?? []).map((attachment: any) => (
        <Attachment key={attachment.id ?? attachment.fallback ?? attachment.title} attachment={attachment} />
      ))}
    </>
  );
}
