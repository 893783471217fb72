// Files of a post: name, size, and the server's address of it.
import type { Post } from '@mattermost/types/posts';
import * as React from 'react';
import { z } from 'zod';

const filesShape = z.array(z.object({ id: z.string(), name: z.string(), size: z.number() }));

const units = [
  ['GB', 1_073_741_824],
  ['MB', 1_048_576],
  ['KB', 1024],
] as const;

function sizeOf(bytes: number): string {
  const [unit, size] = units.find(([, least]) => bytes >= least) ?? (['B', 1] as const);
  return `${Math.round((bytes / size) * 10) / 10} ${unit}`;
}

export function Files({ post }: { readonly post: Post }): JSX.Element | null {
  const files = filesShape.safeParse(post.metadata?.files).data ?? [];
  if (files.length === 0) return null;
  return (
    <ul className="files" aria-label="Files">
      {files.map(({ id, name, size }) => (
        <li key={id}>
          <a href={`/api/v4/files/${id}?download=1`}>{name}</a> <span className="topic">{sizeOf(size)}</span>
        </li>
      ))}
    </ul>
  );
}
