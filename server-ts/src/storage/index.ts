// PostgreSQL for the other rooms: nothing else knows SQL.

export type { CardNote, Cards, Entry, Slot } from './cards.ts';
export type { NewDelivery, Stored, StoredDelivery } from './deliveries.ts';
export { receivedAt } from './delivery-id.ts';
export type { Deliveries } from './queue.ts';
export type { History } from './history.ts';
export type { Learning } from './learning.ts';
export { KEEP } from './retention.ts';
export type { Scene, Scenes } from './scene.ts';
export { createStorage } from './storage.ts';
export type { Storage, StorageState } from './storage.ts';
export type { StoredPipeline, StoredSubject, Subjects } from './subjects.ts';
export type { Schedule, Task, Tasks } from './tasks.ts';
export type { Ignored, Work } from './turn.ts';
