// A browser for tests of the web app: jsdom, with the fetch classes of Node, which msw answers with and jsdom lacks.
import { TestEnvironment } from 'jest-environment-jsdom';

const fromNode = {
  Request,
  Response,
  Headers,
  TextEncoder,
  TextDecoder,
  ReadableStream,
  TransformStream,
  WritableStream,
  BroadcastChannel,
  structuredClone,
};

// Jest takes an environment by its default export only (https://jestjs.io/docs/configuration#testenvironment-string).
// oxlint-disable-next-line import/no-default-export
export default class BrowserEnvironment extends TestEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    // jsdom's own AbortSignal lacks `timeout` in some versions and is not accepted by Node's Request.
    Object.assign(this.global, fromNode, { AbortController, AbortSignal });
  }
}
