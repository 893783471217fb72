// Installs the plugin and sets it up on a Mattermost server, as a file says: `provision.mjs` starts it.
import { CiError } from '../server-ts/src/platform/errors.ts';
import { provision } from './provision/provision.ts';
import { Stop } from './provision/stop.ts';

/** Ends what is under way; what was switched on for the moment is switched off even then. */
function endSignal(): AbortSignal {
  const ending = new AbortController();
  const end = (): void => ending.abort(new Stop(1, 'It was stopped.', 'Run it again: it goes on where it was.'));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, end);
  return ending.signal;
}

function explain(error: unknown): string {
  if (error instanceof Stop) return `${error.message}${error.message.endsWith('\n') ? '' : ' '}${error.remedy}`;
  if (error instanceof CiError) return `${error.code}: ${error.message} ${error.remedy}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

try {
  await provision(process.argv.slice(2), process.env, (line) => process.stdout.write(`${line}\n`), endSignal());
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = error instanceof Stop ? error.exitCode : 1;
}
