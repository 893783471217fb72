// The name of a file → the language that Mattermost colours its code as (webapp/channels/src/utils/syntax_highlighting.tsx).

const byEnding: Readonly<Record<string, readonly string[]>> = {
  bash: ['sh', 'bash', 'zsh'],
  c: ['c', 'h'],
  clojure: ['clj'],
  coffeescript: ['coffee'],
  cpp: ['cpp', 'cc', 'cxx', 'hpp', 'hh'],
  csharp: ['cs'],
  css: ['css'],
  dart: ['dart'],
  diff: ['diff', 'patch'],
  elixir: ['ex', 'exs'],
  erlang: ['erl'],
  go: ['go'],
  groovy: ['groovy', 'gradle'],
  haskell: ['hs'],
  html: ['html', 'htm', 'vue'],
  ini: ['ini', 'cfg', 'conf', 'toml'],
  java: ['java'],
  javascript: ['js', 'jsx', 'mjs', 'cjs'],
  json: ['json'],
  julia: ['jl'],
  kotlin: ['kt', 'kts'],
  less: ['less'],
  lua: ['lua'],
  markdown: ['md', 'markdown'],
  perl: ['pl', 'pm'],
  php: ['php'],
  powershell: ['ps1'],
  protobuf: ['proto'],
  puppet: ['pp'],
  python: ['py'],
  r: ['r'],
  ruby: ['rb', 'rake', 'gemspec'],
  rust: ['rs'],
  scala: ['scala', 'sbt'],
  scss: ['scss'],
  sql: ['sql'],
  swift: ['swift'],
  tex: ['tex'],
  typescript: ['ts', 'tsx', 'mts', 'cts'],
  vb: ['vb'],
  xml: ['xml', 'xsd', 'xsl', 'svg', 'pom'],
  yaml: ['yaml', 'yml'],
};
const endings = new Map(Object.entries(byEnding).flatMap(([language, all]) => all.map((ending) => [ending, language] as const)));
const names = new Map([
  ['dockerfile', 'dockerfile'],
  ['makefile', 'makefile'],
  ['jenkinsfile', 'groovy'],
  ['gemfile', 'ruby'],
  ['rakefile', 'ruby'],
]);

/** Empty for one that is not known: nothing of the name itself gets into the message here. */
export function languageOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return names.get(name) ?? endings.get(name.slice(name.lastIndexOf('.') + 1)) ?? '';
}
