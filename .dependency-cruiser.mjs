// The layers of ARCHITECTURE.md as rules: who may import whom.

/** Rooms that compute and never act: no network, no disk, no clock, no environment. */
const pure = '^server-ts/src/(ci|routing|rendering)/';
const room = (names) => `^server-ts/src/(${names})/`;

export default {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'nothing-imports-a-test',
      severity: 'error',
      from: { pathNot: '\\.(db)?test\\.tsx?$' },
      to: { path: '(\\.(db)?test\\.tsx?$|^test/)' },
    },
    { name: 'unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    { name: 'contract-imports-nothing', severity: 'error', from: { path: '^contract/' }, to: { pathNot: '^contract/' } },
    {
      name: 'pure-rooms-do-no-io',
      severity: 'error',
      from: { path: pure, pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|buffer|url|util)$' },
    },
    {
      name: 'ci-is-the-language',
      comment: 'ci knows nobody. A digest of a long identity is no I/O.',
      severity: 'error',
      from: { path: room('ci'), pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^(server-ts/src/ci/|contract/|(node:)?crypto$)' },
    },
    {
      name: 'providers-see-ci-and-platform',
      severity: 'error',
      from: { path: '^server-ts/src/providers/([^/]+)/' },
      to: { path: '^(server-ts|webapp|contract)/', pathNot: '^server-ts/src/(ci|platform|providers/$1)/' },
    },
    {
      name: 'mattermost-stands-alone',
      severity: 'error',
      from: { path: room('mattermost') },
      to: { path: '^(server-ts|webapp|contract)/', pathNot: '(^server-ts/src/mattermost/|node_modules)' },
    },
    {
      name: 'the-wire-knows-only-itself',
      severity: 'error',
      from: { path: '^server-ts/src/mattermost/wire/' },
      to: { path: '^(server-ts|webapp|contract)/', pathNot: '^server-ts/src/mattermost/wire/' },
    },
    {
      name: 'only-main-and-host-see-mattermost',
      comment: 'host/ turns the server into the ports that the rooms ask for; main.ts and assembly/ join it with the rest.',
      severity: 'error',
      from: { pathNot: '^server-ts/src/(main\\.ts$|assembly/|host/|mattermost/)' },
      to: { path: '^server-ts/src/mattermost/' },
    },
    {
      name: 'only-main-sees-providers',
      severity: 'error',
      from: { path: '^server-ts/', pathNot: '^server-ts/src/(main\\.ts$|assembly/|providers/)' },
      to: { path: '^server-ts/src/providers/' },
    },
    {
      name: 'only-main-sees-the-assembly',
      comment: 'assembly/ is main.ts in chapters.',
      severity: 'error',
      from: { pathNot: '^server-ts/src/(main\\.ts$|assembly/)' },
      to: { path: '^server-ts/src/assembly/' },
    },
    {
      name: 'only-storage-knows-sql',
      severity: 'error',
      from: { pathNot: '^server-ts/src/storage/' },
      to: { path: 'node_modules/(pg|graphile-worker)/' },
    },
    { name: 'the-web-app-sees-the-contract', severity: 'error', from: { path: '^webapp/' }, to: { path: '^server-ts/' } },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    // Tests may use the stand-ins, whose own order is not the product's.
    doNotFollow: { path: 'node_modules|^test/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
