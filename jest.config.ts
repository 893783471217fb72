// Which tests run where. `test/run.ts` starts what the real-server projects need and calls jest with this file.
import type { Config } from 'jest';

const transform: Config['transform'] = {
  '^.+\\.tsx?$': [
    '@swc/jest',
    {
      jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2024', transform: { react: { runtime: 'classic' } } },
      module: { type: 'es6' },
    },
  ],
};
const common = { transform, extensionsToTreatAsEsm: ['.ts', '.tsx'] };

const config: Config = {
  projects: [
    {
      ...common,
      displayName: 'unit',
      testMatch: [
        '<rootDir>/{contract,server-ts,build}/**/*.test.ts',
        '<rootDir>/test/wire/**/*.test.ts',
        '<rootDir>/test/{providers,bench}/**/*.test.ts',
      ],
    },
    {
      ...common,
      displayName: 'webapp',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/webapp/src/**/*.test.{ts,tsx}'],
      moduleNameMapper: { '\\.css$': '<rootDir>/test/msw/empty.css.ts' },
    },
    { ...common, displayName: 'database', testMatch: ['<rootDir>/server-ts/**/*.dbtest.ts'] },
    { ...common, displayName: 'packaging', testMatch: ['<rootDir>/test/packaging/**/*.test.ts'] },
    { ...common, displayName: 'journeys', testMatch: ['<rootDir>/test/journeys/**/*.test.ts'] },
    { ...common, displayName: 'chaos', testMatch: ['<rootDir>/test/chaos/**/*.test.ts'] },
    // Each on a server of its own, on which nothing was set up.
    { ...common, displayName: 'bare', testMatch: ['<rootDir>/test/bare/**/*.test.ts'] },
    { ...common, displayName: 'browser', testMatch: ['<rootDir>/test/browser/**/*.test.ts'] },
  ],
};

export default config;
