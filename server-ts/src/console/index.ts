// Table of contents: what the assembly joins.
export { createCheckupApi } from './checkup.ts';
export { createConfigurationCheck } from './check.ts';
export { createSavedText } from './saved-text.ts';
export { createSettings } from './setting.ts';
export { createStatus } from './status.ts';
export { supportData } from './support.ts';
