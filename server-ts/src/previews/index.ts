// Previews: what addresses of CI systems lead to, and the code that they point at.

export { createCodePreviews } from './code-previews.ts';
export { createLinkPreviews } from './link-previews.ts';
export { createPreviewApi } from './preview-api.ts';
export type { Place } from './places.ts';
