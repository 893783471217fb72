// Bundles the web app with webpack, in this process.
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import webpack, { type Configuration, type Stats, type StatsModule } from 'webpack';
import config from '../../webapp/webpack.config.ts';
import { projectFolder } from './folders.ts';

export interface BuiltWebapp {
  /** Names and contents of the scripts: main.js and the chunks that it loads later. */
  readonly files: readonly { readonly name: string; readonly content: Uint8Array }[];
  /** Files that went in, relative to the repository. */
  readonly inputs: readonly string[];
}

/** Throws with webpack's own words when the sources do not compile. */
export async function buildWebapp(): Promise<BuiltWebapp> {
  const stats = await run(config);
  const folder = stats.compilation.outputOptions.path ?? '';
  const names = Object.keys(stats.compilation.assets).sort();
  const files = await Promise.all(names.map(async (name) => ({ name, content: await readFile(join(folder, name)) })));
  const { modules = [] } = stats.toJson({
    all: false,
    modules: true,
    nestedModules: true,
    modulesSpace: Infinity,
    nestedModulesSpace: Infinity,
  });
  return { files, inputs: pathsOf(modules).sort() };
}

function pathsOf(modules: readonly StatsModule[]): string[] {
  return modules.flatMap((module) => {
    const own = typeof module.nameForCondition === 'string' ? [relative(projectFolder, module.nameForCondition)] : [];
    return [...own, ...pathsOf(module.modules ?? [])];
  });
}

async function run(configuration: Configuration): Promise<Stats> {
  const stats = await new Promise<Stats>((resolve, reject) => {
    webpack(configuration, (error, result) => (result ? resolve(result) : reject(error ?? new Error('webpack ended without a result.'))));
  });
  if (stats.hasErrors()) throw new Error(stats.toString({ all: false, errors: true, colors: false }));
  return stats;
}
