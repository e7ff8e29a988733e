import { words } from '../../service/archive/testing/spec-words.ts';
import type { FakeStorage } from '../../service/archive/testing/fake-storage.ts';
import type { SendingState } from '../../service/messages.ts';
import { Running } from '../../service/running.ts';
import { DiskContent } from '../disk-content.ts';
import type { MemoryFolder } from './memory-folder.ts';

/** Begins a download of all that is stored to a folder. */
export function beginDownload(storage: FakeStorage, disk: MemoryFolder): { over: Promise<void>; content: DiskContent } {
  const running = new Running('1', 'x', storage, Infinity);
  const ports = { fetch: storage.fetch, wait: () => Promise.resolve() };
  const content = new DiskContent(running, words, ports, disk.handle);
  storage.hear = (message) => content.hear(message);
  return { over: content.save(), content };
}

/** Downloads all that is stored to a folder. Resolves with how that ended. */
export async function download(storage: FakeStorage, disk: MemoryFolder): Promise<SendingState | undefined> {
  await beginDownload(storage, disk).over;
  return storage.states().at(-1);
}
