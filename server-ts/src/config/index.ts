// Table of contents: what main.ts joins.
export { checkSetting } from './check-setting.ts';
export { readConfig, type Config, type ConfigReading } from './config.ts';
export { checkConfiguration, type DigestPlan } from './configuration.ts';
export type { ConfigurationFault } from './configuration-fault.ts';
export { dropConnection, preferConnection, putConnection } from './edit-connections.ts';
export type { Known } from './schema/configuration.ts';
export { textOf } from './setting.ts';
export { isDue } from './schedule.ts';
export { normalise, type SettingDefinition } from './setting.ts';
