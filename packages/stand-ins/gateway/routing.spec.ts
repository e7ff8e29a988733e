import { describe, expect, it } from '@jest/globals';

import { createRouting } from './routing.ts';

const route = (method: string, path: string) => ({
  ...{ method, path, functionId: path, eventId: path, authorizer: undefined },
  authorizationScopes: [],
});

describe('routing', () => {
  const routes = [route('GET', '/jobs/{id}'), route('ANY', '/{proxy+}'), route('GET', '/jobs/list')];
  const find = createRouting(routes, false);

  it.each([
    ['GET', '/jobs/list', '/jobs/list'],
    ['GET', '/jobs/list/', '/jobs/list'],
    ['GET', '/jobs/7', '/jobs/{id}'],
    // No other resource has this method, so the greedy resource takes it.
    ['POST', '/jobs/7', '/{proxy+}'],
    ['GET', '/jobs', '/{proxy+}'],
  ])('%s %s goes to %s', (method, path, resource) => {
    expect(find(method, path)?.resource).toBe(resource);
  });

  it.each(['/', '//', '/jobs/7//'])('GET %s has no route without a greedy resource', (path) => {
    expect(createRouting([route('GET', '/jobs/{id}')], false)('GET', path)).toBeUndefined();
  });
});
