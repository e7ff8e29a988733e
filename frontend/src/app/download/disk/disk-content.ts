import { changedList, missingList } from '../../transfer/archive/archive-lists.ts';
import { PlannedContent } from '../service/archive/planned-content.ts';
import type { ArchiveWords, PageMessage } from '../service/messages.ts';
import type { ReaderPorts } from '../service/object-reader.ts';
import type { Running } from '../service/running.ts';
import type { ChosenFolder } from './choose-folder.ts';
import { onDisk } from './disk-failure.ts';
import { DiskFiles } from './disk-files.ts';
import { DiskFolder, writeFile } from './disk-folder.ts';
import { DiskTally } from './disk-tally.ts';

/** Files and folders that are written to a folder on the disk: what the page finds, with the URLs that it signs. */
export class DiskContent {
  readonly #running: Running;
  readonly #words: ArchiveWords;
  readonly #planned: PlannedContent;
  readonly #tally: DiskTally;
  readonly #disk: DiskFolder;
  readonly #files: DiskFiles;

  constructor(running: Running, words: ArchiveWords, ports: Pick<ReaderPorts, 'fetch' | 'wait'>, folder: ChosenFolder) {
    this.#running = running;
    this.#words = words;
    this.#planned = new PlannedContent(running, () => this.#tally);
    this.#tally = new DiskTally(this.#planned.plan);
    this.#disk = new DiskFolder(folder);
    this.#files = new DiskFiles(this.#planned, this.#disk, this.#tally, ports, running.stop.signal);
  }

  hear(message: PageMessage): void {
    if (message.kind === 'cancel') this.#running.end({ kind: 'cancelled' });
    else this.#planned.hear(message);
  }

  /** Resolves when nothing is written any more. How it ended is said as the service worker says it. */
  async save(): Promise<void> {
    try {
      await this.#planned.find();
      await this.#files.save();
      const { plan } = this.#planned;
      for (const path of plan.gone) this.#tally.miss({ path, reason: 'not-found' }, 0);
      await this.#writeLists();
      // The page learns the size of all, also when it came too fast for a report.
      this.#planned.tell('running');
      const { areVerified, summary } = this.#tally;
      this.#running.end({ kind: 'done', isVerified: areVerified, archive: summary });
    } catch (error) {
      this.#running.fail(error);
    }
  }

  async #writeLists(): Promise<void> {
    const { missingName, missingHead, changedName, changedHead, reasons } = this.#words;
    const { missing } = this.#tally;
    const { changedNames } = this.#planned.plan;
    const named = missing.map(({ path, reason }) => ({ path, words: reasons[reason] }));
    if (missing.length > 0) await this.#write(missingName, missingList(missingHead, named));
    if (changedNames.length > 0) await this.#write(changedName, changedList(changedHead, changedNames));
  }

  async #write(name: string, text: string): Promise<void> {
    const { signal } = this.#running.stop;
    const own = this.#planned.plan.ownName(name);
    const place = await onDisk(
      () => this.#disk.placeOf(own, async (there) => sameText(await there.text(), text)),
      signal,
    );
    if (place.kind === 'free') await onDisk(() => writeFile(place, once(new TextEncoder().encode(text))), signal);
  }
}

/** Reading a file leaves out its byte order mark. */
const sameText = (one: string, other: string): boolean => one === other.replace('\ufeff', '');

async function* once<T>(value: T): AsyncGenerator<T> {
  yield await Promise.resolve(value);
}
