import type { SendingState } from '../../messages.ts';
import { RunningDownloads } from '../../running-downloads.ts';
import { FakeStorage } from './fake-storage.ts';
import { filesOf } from './files-of.ts';
import { words } from './spec-words.ts';

/** An archive with the id `1` of all that is stored, which the service worker has been told of. */
export class ArchiveDriver {
  readonly storage = new FakeStorage();
  readonly downloads = new RunningDownloads({ fetch: this.storage.fetch, wait: () => Promise.resolve() });

  constructor() {
    this.storage.hear = (message) => this.downloads.hear(message, this.storage);
    this.storage.hear({ kind: 'prepare-archive', id: '1', name: 'a.zip', words });
  }

  /** The last that was said of the archive. */
  get last(): SendingState | undefined {
    return this.storage.states().at(-1);
  }

  /** Resolves with the texts of the files in the archive, by their paths, when the browser has saved it. */
  async saved(): Promise<Record<string, string>> {
    const answer = await this.downloads.answer('1');
    return filesOf(Buffer.from(await answer.arrayBuffer()));
  }
}
