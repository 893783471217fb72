// Table of contents: what the assembly joins.
export { meterAnswering } from './metered-answering.ts';
export { meterAudit } from './metered-audit.ts';
export { meterHttp } from './metered-http.ts';
export { meterIntake } from './metered-intake.ts';
export { meterPosts } from './metered-posts.ts';
export { meterWork } from './metered-work.ts';
export { createMeters, type Meters } from './meters.ts';
export { createMetricsHook, createMetricsPage } from './page.ts';
export { createState } from './state.ts';
export { Registry } from 'prom-client';
