// Table of contents: what main.ts joins.
export { readConfig, type Config } from './config.ts';
export { normalise, type SettingDefinition } from './setting.ts';
