// The plugin's page in the System Console: its settings in the order of the manifest, by the plugin's own component where it has one, and Save.
import * as React from 'react';
import { z } from 'zod';
import { Markdown } from './markdown.tsx';
import { registered, type ConsoleSettingProps } from './registry.ts';
import { client } from './server.ts';

const plugin = 'ci-command-center';
const prefix = `PluginSettings.Plugins.${plugin}.`;
const configShape = z.object({ PluginSettings: z.object({ Plugins: z.record(z.string(), z.record(z.string(), z.unknown())) }) });
const setting = z.object({ key: z.string(), display_name: z.string(), type: z.string(), help_text: z.string() });
const manifest = z.object({ id: z.string(), settings_schema: z.object({ header: z.string(), settings: z.array(setting) }).nullish() });

/** As Mattermost draws its own, near enough to see how ours stand among them. */
function Native({ id, label, helpText, value, type, onChange }: ConsoleSettingProps & { readonly type: string }): JSX.Element {
  const text = String(value ?? '');
  return (
    <div className="form-group">
      <label className="control-label col-sm-4" htmlFor={id}>
        {label}
      </label>
      <div className="col-sm-8">
        {type === 'bool' ? (
          <input id={id} type="checkbox" checked={value === true} onChange={({ target }) => onChange(id, target.checked)} />
        ) : (
          <input id={id} type="text" className="form-control" value={text} onChange={({ target }) => onChange(id, target.value)} />
        )}
        <div className="help-text">{helpText}</div>
      </div>
    </div>
  );
}

interface Loaded {
  readonly header: string;
  readonly settings: readonly z.infer<typeof setting>[];
  /** By key in lower case. */
  readonly values: Readonly<Record<string, unknown>>;
}

async function ask(path: string, method: string, body?: object): Promise<unknown> {
  const { headers } = client.getOptions({ method: method.toLowerCase() });
  const response = await fetch(`/api/v4${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(JSON.stringify(answer));
  return answer;
}

async function load(): Promise<Loaded> {
  const [values, plugins] = await Promise.all([all(), ask('/plugins', 'GET')]);
  const { active } = z.object({ active: z.array(manifest) }).parse(plugins);
  const schema = active.find((each) => each.id === plugin)?.settings_schema;
  return { header: schema?.header ?? '', settings: schema?.settings ?? [], values };
}

export function SystemConsole(): JSX.Element {
  const [loaded, setLoaded] = React.useState<Loaded>();
  const [changed, setChanged] = React.useState<Readonly<Record<string, unknown>>>({});
  const [said, setSaid] = React.useState('');
  React.useEffect(() => {
    const begin = async () => {
      const found = await load();
      setLoaded(found);
    };
    begin().catch((error: unknown) => setSaid(String(error)));
  }, []);
  const save = async () => {
    setSaid('');
    await ask('/config/patch', 'PUT', { PluginSettings: { Plugins: { [plugin]: { ...(await all()), ...changed } } } });
    setLoaded(await load());
    setChanged({});
    setSaid('Saved');
  };
  const draw = ({ key, type, display_name: label, help_text: help }: Loaded['settings'][number]) => {
    const name = key.toLowerCase();
    const Own = registered.consoleSettings.get(name);
    const props: ConsoleSettingProps = {
      id: `${prefix}${name}`,
      label,
      helpText: <Markdown text={help} />,
      value: name in changed ? changed[name] : loaded?.values[name],
      disabled: false,
      setByEnv: false,
      onChange: (_id, next) => setChanged((now) => ({ ...now, [name]: next })),
    };
    return Own === undefined ? <Native key={key} type={type} {...props} /> : <Own key={key} {...props} />;
  };
  return (
    <main className="console" aria-label="System Console">
      <h1>CI Command Center</h1>
      {loaded !== undefined && <Markdown text={loaded.header.replace('](!', '](')} />}
      {loaded?.settings.map(draw)}
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
