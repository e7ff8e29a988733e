import { deviceStorage } from '../storage/safe-storage.ts';
import type { ForgottenPeople } from '../transfer/browser/forgetting-database.ts';

const prefix = 'airlock.uploads.forgotten.';

/** Remembers on this device, until it is done, whose records of uploads are to be removed: the id and the time. */
export const forgottenPeople: ForgottenPeople = {
  all: () =>
    deviceStorage
      .keys()
      .filter((key) => key.startsWith(prefix))
      .map((key) => ({ userId: key.slice(prefix.length), atMs: Number(deviceStorage.get(key)) })),
  add: ({ userId, atMs }) => deviceStorage.set(prefix + userId, String(atMs)),
  remove: ({ userId, atMs }) => {
    // Another tab may have been told to forget them once more.
    if (deviceStorage.get(prefix + userId) === String(atMs)) deviceStorage.remove(prefix + userId);
  },
};
