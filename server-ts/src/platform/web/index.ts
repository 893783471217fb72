// Headers, Request and Response for the bundle, in place of Node's own, which bring a whole browser's fetch into memory. Named as they are
// there: build/bundle/server-script.ts puts them wherever these names stand.
export { LightHeaders as Headers } from './headers.ts';
export { LightRequest as Request } from './request.ts';
export { LightResponse as Response } from './response.ts';
