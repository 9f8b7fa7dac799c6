// The reference API as a fixture: a new one for each file that requests it.
import { test } from '@playwright/test';
import { ReferenceApi, type ServerOptions } from '../../support/reference-api.mjs';

export { DIST, ReferenceApi, RESOURCE, TOKEN, VIEWER } from '../../support/reference-api.mjs';
export type { Asked, Fault, Operation, ServerOptions } from '../../support/reference-api.mjs';

/** Starts a server for the tests of this file. */
export function serve(options: ServerOptions = {}): ReferenceApi {
  const api = new ReferenceApi(options);
  test.beforeAll(() => api.start());
  test.afterAll(() => api.stop());
  return api;
}
