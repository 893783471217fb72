// `Configuration`: the YAML that holds what needs a list, checked against one schema as a whole.

import * as z from 'zod';
import type { Connection } from '../ci/connection.ts';
import type { Rule } from '../permissions/index.ts';
import type { DeployRule } from '../routing/deploy-gates.ts';
import type { Room, Route, Rules } from '../routing/rules.ts';
import { ConfigurationFault } from './configuration-fault.ts';
import { explainAll, spotOf } from './fault.ts';
import type { Intent } from '../intents/intent.ts';
import { configurationJsonSchema } from './json-schema.ts';
import { configurationSchema, type Known } from './schema/configuration.ts';
import type { IntentFile } from './schema/intents.ts';
import type { IntentBody } from './schema/intent.ts';
import { readYaml, type YamlText } from './yaml-text.ts';

/** The regular post about flaky jobs. */
export interface DigestPlan {
  /** Cron syntax, five fields, by the clock of `timezone`. */
  readonly schedule: string;
  readonly timezone: string;
  readonly channel: Room;
}

export interface Configuration {
  /** Beside those of the settings. */
  readonly connections: readonly Connection[];
  readonly rules: Rules;
  /** Liquid by name. */
  readonly templates: Readonly<Record<string, string>>;
  readonly digest?: DigestPlan;
  /** What is asked of deployments from chat. */
  readonly environments: readonly DeployRule[];
  /** Who may do what. */
  readonly permissions: readonly Rule[];
  /** Days. */
  readonly retention: { readonly deliveries: number; readonly dead: number; readonly audit: number };
  /** People's accounts are linked with the right to read only, where the connection does not say otherwise. */
  readonly readOnly: boolean;
  /** Code of which projects is shown below messages that point at it. */
  readonly previews: Checked['previews'];
  /** Those that are written in it. */
  readonly intents: readonly Intent[];
  /** Where others are written. */
  readonly intentFiles: readonly IntentFile[];
  /** Servers that intents may ask. */
  readonly allowedHosts: readonly string[];
  /** Networks of the proxies whose X-Forwarded-For counts; absent: nobody said which these are. */
  readonly trustedProxies?: readonly string[];
}

type Checked = z.output<ReturnType<typeof configurationSchema>>;

/** The configuration, or all its faults (`CI_CONFIG_YAML`, `CI_CONFIG_KEY`, `CI_CONFIG_VALUE`) by line. Empty text gives the defaults. */
export function readConfiguration(text: string | YamlText, known: Known): Configuration | readonly ConfigurationFault[] {
  const yaml = typeof text === 'string' ? readYaml(text) : text;
  if (yaml.faults.length > 0) return yaml.faults;
  const read = configurationSchema(known).safeParse(yaml.value ?? {});
  const twice = duplicates(yaml);
  if (read.success && twice.length === 0) return configurationOf(read.data, yaml);
  const faults = read.success ? [] : explainAll(read.error.issues, yaml, configurationJsonSchema(known));
  return [...faults, ...twice];
}

/** For before a configuration is saved: everything that is wrong with it. */
export function checkConfiguration(text: string, known: Known): readonly ConfigurationFault[] {
  const read = readConfiguration(text, known);
  return 'rules' in read ? [] : read;
}

function configurationOf(checked: Checked, yaml: YamlText): Configuration {
  const { lineOf } = yaml;
  const {
    connections,
    routes,
    notify,
    thread,
    mutes,
    quietHours,
    templates,
    digest,
    retention,
    accounts,
    previews,
    environments,
    permissions,
  } = checked;
  return {
    connections: connections.map((each) => connectionOf(each, accounts.readOnly)),
    rules: {
      routes: routes.map((route, index) => routeOf(route, lineOf(['routes', index]))),
      notify,
      thread,
      mutes: mutes.map((mute, index) => ({ id: `configuration ${index + 1}`, ...mute })),
      ...(quietHours !== undefined && { quietHours }),
    },
    templates,
    ...(digest !== undefined && { digest }),
    environments,
    permissions,
    retention,
    readOnly: accounts.readOnly,
    previews,
    intents: checked.intents.flatMap((each, index) => ('from' in each ? [] : [intentOf(each, index, yaml)])),
    intentFiles: checked.intents.flatMap((each) => ('from' in each ? [each.from] : [])),
    allowedHosts: checked.allowedHosts,
    ...(checked.trustedProxies !== undefined && { trustedProxies: checked.trustedProxies }),
  };
}

function connectionOf(given: Checked['connections'][number], allReadOnly: boolean): Connection {
  const { url = '', webhookSecret, webhookSecrets, oauth, preferred = false, ...rest } = given;
  const secrets = webhookSecrets ?? (webhookSecret === undefined ? [] : [webhookSecret]);
  const { readOnly = allReadOnly, ...application } = oauth ?? {};
  const { clientId, clientSecret } = { clientId: undefined, clientSecret: undefined, ...application };
  return {
    ...rest,
    url,
    webhookSecrets: secrets,
    ...(clientId !== undefined && clientSecret !== undefined && { oauth: { clientId, clientSecret } }),
    ...(preferred && { preferred }),
    ...(readOnly && { readOnly }),
  };
}

function intentOf(body: IntentBody, index: number, { value, lineOf }: YamlText): Intent {
  const written: unknown = z.object({ intents: z.array(z.unknown()) }).parse(value).intents[index];
  return { ...body, source: { kind: 'configuration', line: lineOf(['intents', index]) }, written: JSON.stringify(written) };
}

function routeOf(route: Checked['routes'][number], line: number): Route {
  return { ...route, line };
}

/** Two connections of one kind cannot have one name: it stands in the address of their webhooks. */
function duplicates({ value, lineOf }: YamlText): readonly ConfigurationFault[] {
  const listed = z.object({ connections: z.array(z.unknown()) }).safeParse(value);
  const seen = new Set<string>();
  return (listed.data?.connections ?? []).flatMap((entry, index) => {
    const named = z.object({ provider: z.string(), name: z.string() }).safeParse(entry).data;
    const key = named && `${named.provider}/${named.name}`.toLowerCase();
    if (key === undefined || !seen.has(key)) {
      if (key !== undefined) seen.add(key);
      return [];
    }
    const spot = spotOf(['connections', index, 'name'], { lineOf });
    const remedy = 'Give each connection of one CI system a name of its own.';
    return [new ConfigurationFault('CI_CONFIG_VALUE', spot, `a connection ${key} is there already.`, remedy)];
  });
}
