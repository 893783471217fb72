// Where parts of the web app that are loaded later lie: the server unpacks them beside the main script, below the path that Mattermost is
// served under, which only the page knows. Imported before everything else.
import { PLUGIN_ID } from '@ci-command-center/contract';
import { basePath } from './api/address.ts';

// Webpack's own variable: it reads what is assigned to it.
// oxlint-disable-next-line no-unused-vars
__webpack_public_path__ = `${basePath()}/static/plugins/${PLUGIN_ID}/`;
