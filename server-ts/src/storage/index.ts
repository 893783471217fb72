// PostgreSQL for the other rooms: nothing else knows SQL.

export type { Card, Cards } from './cards.ts';
export type { Deliveries, NewDelivery, Stored, StoredDelivery } from './deliveries.ts';
export type { Pipelines, StoredPipeline } from './pipelines.ts';
export type { Work } from './queue.ts';
export { createStorage } from './storage.ts';
export type { Storage, StorageState } from './storage.ts';
