// How the web app becomes the one script that Mattermost's web client loads. React and its companions are the host's: they
// lie on `window`, and a second copy would break hooks and context.
import { join } from 'node:path';
import type { Configuration } from 'webpack';

/** Module → the name of the host's copy on `window` (Mattermost's webapp/channels/src/plugins/export.ts). */
const externals = {
  react: 'React',
  'react-dom': 'ReactDOM',
  redux: 'Redux',
  'react-redux': 'ReactRedux',
  'react-intl': 'ReactIntl',
  'react-router-dom': 'ReactRouterDom',
  'react-bootstrap': 'ReactBootstrap',
  'prop-types': 'PropTypes',
};

/** The host has no jsx-runtime, so the classic one; its content security policy forbids eval, so no source maps that use it. */
const swc = {
  loader: 'swc-loader',
  options: {
    jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2020', transform: { react: { runtime: 'classic' } } },
  },
};

const config: Configuration = {
  mode: 'production',
  context: import.meta.dirname,
  entry: './src/index.tsx',
  devtool: false,
  target: ['web', 'es2020'],
  externals,
  resolve: { extensions: ['.tsx', '.ts', '.js'] },
  module: {
    rules: [
      { test: /\.tsx?$/, exclude: /node_modules/, use: swc },
      { test: /\.css$/, use: ['style-loader', 'css-loader'] },
    ],
  },
  output: {
    path: join(import.meta.dirname, 'dist'),
    filename: 'main.js',
    // Browsers keep what lies below /static/ for a year, so another content is another name.
    chunkFilename: '[name].[contenthash:8].js',
    // Mattermost renames main.js and serves the folder it lies in here
    publicPath: '/static/plugins/ci-command-center/',
  },
  performance: { hints: false },
};

export default config;
