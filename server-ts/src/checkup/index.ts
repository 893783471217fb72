// Table of contents: what the assembly joins, and what others show.
export { createCheckup, type Checkup, type CheckUp } from './checkup.ts';
export { lookAt } from './look.ts';
export { createRefusals, type Refusals } from './refusals.ts';
export { isLocal, resolve } from './way.ts';
