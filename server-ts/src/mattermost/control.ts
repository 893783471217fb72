// Serves go-plugin's control stream: hands out the hooks, answers pings, and is told to quit.
import { emptyType, type RpcMethod } from './wire/index.ts';

export interface Control {
  /** Accepts the hooks stream in the background and gives the id under which it is dialled. */
  dispense(): number;
  /** The server wants this process gone; it kills after two seconds. */
  quit(): void;
}

/** What the control stream serves; see go-plugin's rpc_server.go. */
export function controlMethods(control: Control): (method: string) => RpcMethod | undefined {
  const methods = new Map<string, RpcMethod>([
    ['Dispenser.Dispense', { arg: { kind: 'string' }, reply: { kind: 'uint' }, handle: async (name) => dispense(control, name) }],
    ['Control.Ping', { arg: { kind: 'bool' }, reply: emptyType, handle: async () => ({}) }],
    [
      'Control.Quit',
      {
        arg: { kind: 'bool' },
        reply: emptyType,
        handle: async () => {
          control.quit();
          return {};
        },
      },
    ],
  ]);
  return (method) => methods.get(method);
}

function dispense(control: Control, name: unknown): number {
  if (name !== 'hooks') throw new Error(`unknown plugin type: ${String(name)}`);
  return control.dispense();
}
