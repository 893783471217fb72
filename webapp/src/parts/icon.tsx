// Our drawings, 16 × 16, in the colour of the text around them. They are ornaments: the words beside them say the same.
import * as React from 'react';
import type { Status } from '@ci-command-center/contract';

interface Drawing {
  readonly path: string;
  /** The shape is filled and the path cut out of it, so that verdicts stand out from what is still to come. */
  readonly filled?: boolean;
  readonly dashes?: string;
}

// A different shape for each state: none can be told from another by colour alone.
const drawings: Readonly<Record<Status, Drawing>> = {
  created: { path: '', dashes: '2.1 2.1' },
  pending: { path: 'M8 4.8V8.2l2.2 1.4' },
  running: { path: '' },
  success: { path: 'M5 8.3l2.1 2.1L11 6', filled: true },
  warning: { path: 'M8 4.5v4.2M8 11.2v.1', filled: true },
  failed: { path: 'M5.7 5.7l4.6 4.6M10.3 5.7l-4.6 4.6', filled: true },
  canceled: { path: 'M5 11l6-6' },
  skipped: { path: 'M5 5.8L7.3 8 5 10.2M8.7 5.8L11 8l-2.3 2.2' },
  manual: { path: 'M6.4 5.8v4.4M9.6 5.8v4.4' },
};

export function StatusIcon({ status, size = 16 }: { readonly status: Status; readonly size?: number }) {
  const { path, filled = false, dashes } = drawings[status];
  return (
    <svg
      className={`ci-icon ci-is-${status}`}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      aria-hidden="true"
      focusable="false"
    >
      <circle className={filled ? 'ci-icon-disc' : 'ci-icon-ring'} cx="8" cy="8" r={filled ? 7.5 : 6.75} strokeDasharray={dashes} />
      {status === 'running' && <path className="ci-icon-turning" d="M8 1.25a6.75 6.75 0 0 1 6.75 6.75" />}
      {status === 'running' && <circle className="ci-icon-dot" cx="8" cy="8" r="2.6" />}
      <path className={filled ? 'ci-icon-cut' : 'ci-icon-line'} d={path} />
    </svg>
  );
}

const glyphs = {
  issue: 'M8 14.200a6.200 6.200 0 1 0 0-12.400 6.200 6.200 0 0 0 0 12.400zM8 9.100a1.100 1.100 0 1 0 0-2.200 1.100 1.100 0 0 0 0 2.200z',
  branch: 'M4.5 2v12M4.5 10.5c0-4 7-2 7-6M11.5 4.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3z',
  play: 'M4.500 2.800v10.400L13 8z',
  tag: 'M2 2.5h5.2l6.3 6.3-4.9 4.9L2 7.4zM5 5.5v.1',
  'merge-request':
    'M4 5.5v5M4 5.5a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4zM4 13.9a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4zM12 13.9a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4zM12 10.5V7c0-2-1-3-3-3H7.5M9.3 2L7.3 4l2 2',
  commit: 'M1.5 8h4M10.5 8h4M8 10.6a2.6 2.6 0 1 0 0-5.2 2.6 2.6 0 0 0 0 5.2z',
  package: 'M8 1.8l5.5 3v6.400L8 14.200l-5.500-3V4.800zM2.700 4.900L8 7.900l5.300-3M8 7.900v6.200',
  log: 'M2.500 4h11M2.500 8h11M2.500 12h6.500',
  fold: 'M3 8h10M8 1.500v4M5.800 3.800L8 6l2.200-2.200M8 14.500v-4M5.800 12.200L8 10l2.200 2.200',
  back: 'M10 3L5 8l5 5',
  up: 'M4 9.8L8 5.800l4 4',
  end: 'M8 2v8M4.500 7L8 10.500 11.500 7M3 13.500h10',
  wrap: 'M2 4h12M2 8h9.500a2.500 2.500 0 0 1 0 5H8.500M10 11.200L8.200 13 10 14.800',
  copy: 'M5.500 5.500v-3h8v8h-3M2.500 5.500h8v8h-8z',
  download: 'M8 2v8M4.500 6.500L8 10l3.500-3.500M2.500 13.500h11',
  external: 'M6.500 3h-4v10.500H13v-4M9.500 2.500h4v4M13.500 2.500L7.500 8.500',
  steps: 'M2 4h4M2 8h8M2 12h12',
  question: 'M5.800 6a2.200 2.200 0 1 1 3.400 1.900c-.8.500-1.200.9-1.200 1.800M8 12v.1',
  search: 'M7 11.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM10.4 10.4L14 14',
  open: 'M4 6.2L8 10.2l4-4',
  account: 'M8 8.2a2.9 2.9 0 1 0 0-5.800 2.900 2.900 0 0 0 0 5.800zM2.500 14c.400-2.700 2.600-4 5.500-4s5.100 1.300 5.500 4',
  bell: 'M8 1.800c-2.500 0-4 1.800-4 4.200v3L2.700 11.500h10.600L12 9V6c0-2.400-1.500-4.200-4-4.200zM6.500 13.500a1.600 1.600 0 0 0 3 0',
  offline: 'M2 2l12 12M3 7a8 8 0 0 1 2-1.3M13 7a8 8 0 0 0-5.6-2.2M5.5 9.8A4 4 0 0 1 7.6 8.700M8 12.600v.1',
  alert: 'M8 2L1.5 13.500h13zM8 6.500v3.200M8 11.600v.1',
  pipeline:
    'M4.300 8h1.700M10 8h1.700M2.500 9.800a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600zM8 10.100a2.100 2.100 0 1 0 0-4.200 2.100 2.100 0 0 0 0 4.200zM13.500 9.800a1.800 1.800 0 1 0 0-3.600 1.800 1.800 0 0 0 0 3.600z',
} as const;

export type GlyphName = keyof typeof glyphs;

export function Glyph({ name, size = 14 }: { readonly name: GlyphName; readonly size?: number }) {
  return (
    <svg className="ci-glyph" width={size} height={size} viewBox="0 0 16 16" fill="none" aria-hidden="true" focusable="false">
      <path className="ci-icon-line" d={glyphs[name]} />
    </svg>
  );
}
