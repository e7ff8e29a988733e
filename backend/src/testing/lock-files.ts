import { jest } from '@jest/globals';

import type { ChangeWorld } from './change-world.ts';

/** Lets the store delete no file of these names, until mocks are restored. */
export function lockFiles(world: ChangeWorld, ...paths: readonly string[]): void {
  const keys = new Set(paths.map((path) => world.keyOf(path)));
  const { files } = world;
  const original = files.deleteVersions.bind(files);
  jest.spyOn(files, 'deleteVersions').mockImplementation(async (versions) => {
    const outcomes = await original(versions.filter(({ key }) => !keys.has(key)));
    const rest = outcomes.values();
    return versions.map(({ key }) => (keys.has(key) ? 'refused' : (rest.next().value ?? 'unknown')));
  });
}
