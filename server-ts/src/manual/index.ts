// The manual inside the bundle: its pages for people who are signed in, and addresses of them for texts.
export { createManual } from './manual.ts';
export { codesIn, createManualAddress, pagesIn, type ManualAddress } from './links.ts';
