// `npm start`: the whole product on an embedded default, or the bundle into the server that MM_SITEURL and MM_TOKEN name.
import { bundle } from './bundle.ts';
import { thisPlatform } from './bundle/platform.ts';
import { explain, NeedError } from './embedded/need.ts';
import { installInto } from './start/existing.ts';
import { startDemo } from './start/demo.ts';
import { showProgress } from './start/progress.ts';

async function thisBundle(): Promise<string> {
  const platform = thisPlatform();
  if (!platform) throw new NeedError('Mattermost and this plugin do not run on this machine.', 'Use Linux on amd64 or arm64.');
  const [path = ''] = await bundle([platform]);
  return path;
}

/** Resolves at the first Ctrl-C or end signal, or when the process that started us has died. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const parent = process.ppid;
    setInterval(() => process.ppid === parent || resolve(), 1000).unref();
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
  });
}

async function main(): Promise<void> {
  const progress = showProgress();
  try {
    const [siteUrl, token] = [process.env['MM_SITEURL'] ?? '', process.env['MM_TOKEN'] ?? ''];
    if ((siteUrl === '') !== (token === ''))
      throw new NeedError(`${siteUrl === '' ? 'MM_SITEURL' : 'MM_TOKEN'} is not set.`, 'Set both, or neither for the embedded server.');
    progress.say('building the bundle');
    const path = await thisBundle();
    if (siteUrl !== '') {
      progress.say(`installing into ${siteUrl}`);
      const state = await installInto(siteUrl.replace(/\/+$/u, ''), token, path);
      progress.end();
      console.log(state);
      return;
    }
    const stopped = stopSignal();
    const demo = await Promise.race([startDemo(path, progress.say), stopped.then(() => undefined)]);
    progress.end();
    if (demo === undefined) process.exit(130);
    console.log(demo.text);
    await stopped;
    console.log('\nstopping …');
    await demo.stop();
    process.exit(0);
  } catch (error) {
    progress.end();
    console.error(explain(error));
    process.exit(1);
  }
}

await main();
