// The plugin's page in the System Console: a setting with the plugin's own component, and the page's Save.
import * as React from 'react';
import { z } from 'zod';
import { Markdown } from './markdown.tsx';
import { registered, type ConsoleSettingProps } from './registry.ts';
import { client } from './server.ts';

const plugin = 'ci-command-center';
const key = 'configuration';
const id = `PluginSettings.Plugins.${plugin}.${key}`;
const configShape = z.object({ PluginSettings: z.object({ Plugins: z.record(z.string(), z.record(z.string(), z.unknown())) }) });
const manifest = z.array(
  z.object({
    id: z.string(),
    settings_schema: z
      .object({ settings: z.array(z.object({ key: z.string(), display_name: z.string(), help_text: z.string() })).nullish() })
      .nullish(),
  }),
);

/** By the plugin's component; it is registered before the page is drawn. */
function Setting(props: ConsoleSettingProps): JSX.Element | null {
  const Own = registered.consoleSettings.get(key);
  return Own === undefined ? null : React.createElement(Own, props);
}

interface Loaded {
  readonly label: string;
  readonly help: string;
  readonly value: unknown;
}

async function ask(path: string, method: string, body?: object): Promise<unknown> {
  const { headers } = client.getOptions({ method: method.toLowerCase() });
  const response = await fetch(`/api/v4${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer;
}

async function load(): Promise<Loaded> {
  const [config, plugins] = await Promise.all([ask('/config', 'GET'), ask('/plugins', 'GET')]);
  const settings = z
    .object({ active: manifest })
    .parse(plugins)
    .active.find((each) => each.id === plugin)?.settings_schema?.settings;
  const setting = settings?.find((each) => each.key.toLowerCase() === key);
  return {
    label: setting?.display_name ?? '',
    help: setting?.help_text ?? '',
    value: configShape.parse(config).PluginSettings.Plugins[plugin]?.[key],
  };
}

export function SystemConsole(): JSX.Element {
  const [loaded, setLoaded] = React.useState<Loaded>();
  const [value, setValue] = React.useState<unknown>();
  const [said, setSaid] = React.useState('');
  React.useEffect(() => {
    const begin = async () => {
      const found = await load();
      setLoaded(found);
      setValue(found.value);
    };
    begin().catch((error: unknown) => setSaid(String(error)));
  }, []);
  const save = async () => {
    setSaid('');
    await ask('/config/patch', 'PUT', { PluginSettings: { Plugins: { [plugin]: { ...(await all()), [key]: value } } } });
    setSaid('Saved');
  };
  return (
    <main className="console" aria-label="System Console">
      <h1>CI Command Center</h1>
      {loaded !== undefined && (
        <Setting
          id={id}
          label={loaded.label}
          helpText={<Markdown text={loaded.help} />}
          value={value}
          disabled={false}
          setByEnv={false}
          onChange={(_id, next) => setValue(next)}
        />
      )}
      <footer>
        <button type="button" className="first" onClick={() => void save().catch((error: unknown) => setSaid(String(error)))}>
          Save
        </button>
        <output>{said}</output>
      </footer>
    </main>
  );
}

/** The patch replaces a plugin's settings as a whole. */
async function all(): Promise<Record<string, unknown>> {
  return configShape.parse(await ask('/config', 'GET')).PluginSettings.Plugins[plugin] ?? {};
}
