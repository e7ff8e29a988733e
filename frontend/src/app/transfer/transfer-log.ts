/** How far one file of a group is. `left`: it was neither moved nor did it fail, because it was skipped or cancelled. */
export type TransferOutcome = 'open' | 'done' | 'failed' | 'left';

/** What is told of one file. */
export interface TransferReport {
  readonly outcome: TransferOutcome;
  readonly movedBytes: number;
  /** Why the file failed, in words. */
  readonly why?: string | undefined;
}

/** Files that a person sent or fetched together, as far as is known now. */
export interface TransferGroup {
  readonly id: number;
  readonly startedAtMs: number;
  /** Path of the first file; the others are counted. */
  readonly first: string;
  /** Path of the folder that was chosen for the files; `undefined` where nobody chose one. */
  readonly folder: string | undefined;
  readonly files: number;
  readonly done: number;
  readonly failed: number;
  readonly open: number;
  readonly totalBytes: number;
  readonly movedBytes: number;
  /** The files that failed, at most `namedAtMost` of them. */
  readonly failures: readonly { readonly path: string; readonly why: string }[];
}

/** A group while it is counted. */
interface Tally {
  readonly told: { -readonly [Name in keyof TransferGroup]: TransferGroup[Name] };
  readonly openIds: Set<number>;
  readonly failures: Map<number, { readonly path: string; readonly why: string }>;
}

interface KnownFile {
  readonly tally: Tally;
  readonly path: string;
  report: TransferReport;
}

/** Groups that are remembered. The oldest ones that are over make room. */
const mostGroups = 200;
const namedAtMost = 100;

/**
 * Remembers what this page has sent and fetched, by groups: thousands of files are one line. Each report costs the same,
 * however many files there are. What is removed from a tray stays here.
 */
export class TransferLog {
  readonly #tallies: Tally[] = [];
  readonly #files = new Map<number, KnownFile>();
  #lastId = 0;

  /** Begins a group and returns its id. A group without a file is not shown. */
  begin(startedAtMs: number, folder?: string): number {
    const id = (this.#lastId += 1);
    const counts = { files: 0, done: 0, failed: 0, open: 0, totalBytes: 0, movedBytes: 0 };
    const told = { id, startedAtMs, folder, first: '', failures: [], ...counts };
    this.#tallies.push({ told, openIds: new Set(), failures: new Map() });
    this.#makeRoom();
    return id;
  }

  add(groupId: number, fileId: number, { path, sizeBytes }: { path: string; sizeBytes: number }): void {
    const tally = this.#tallyOf(groupId);
    if (!tally) return;
    if (tally.told.files === 0) tally.told.first = path;
    tally.told.files += 1;
    tally.told.totalBytes += sizeBytes;
    const file: KnownFile = { tally, path, report: { outcome: 'open', movedBytes: 0 } };
    this.#files.set(fileId, file);
    this.#count(fileId, file, 1);
  }

  /** Takes over what is told of a file. Returns `false` when the file is not known. */
  follow(fileId: number, report: TransferReport): boolean {
    const file = this.#files.get(fileId);
    if (!file) return false;
    this.#count(fileId, file, -1);
    file.report = report;
    this.#count(fileId, file, 1);
    return true;
  }

  /** Returns the ids of the files of a group that go on, the newest first. */
  openOf(groupId: number): readonly number[] {
    return [...(this.#tallyOf(groupId)?.openIds ?? [])].reverse();
  }

  /** Returns the groups as they are now, the oldest first. */
  snapshot(): readonly TransferGroup[] {
    const shown = this.#tallies.filter(({ told }) => told.files > 0);
    return shown.map(({ told, failures }) => ({ ...told, failures: [...failures.values()] }));
  }

  clear(): void {
    this.#tallies.length = 0;
    this.#files.clear();
  }

  #tallyOf(groupId: number): Tally | undefined {
    return this.#tallies.findLast(({ told }) => told.id === groupId);
  }

  /** Adds the report of a file to the counts of its group, or takes it away again. */
  #count(fileId: number, { tally, path, report }: KnownFile, sign: 1 | -1): void {
    const { told, openIds, failures } = tally;
    const { outcome, movedBytes, why = '' } = report;
    told.movedBytes += sign * movedBytes;
    if (outcome !== 'left') told[outcome] += sign;
    openIds.delete(fileId);
    failures.delete(fileId);
    if (sign === -1) return;
    if (outcome === 'open') openIds.add(fileId);
    if (outcome === 'failed' && failures.size < namedAtMost) failures.set(fileId, { path, why });
  }

  #makeRoom(): void {
    if (this.#tallies.length <= mostGroups) return;
    const over = this.#tallies.findIndex(({ told }) => told.open === 0);
    const [gone] = this.#tallies.splice(Math.max(0, over), 1);
    for (const [id, { tally }] of this.#files) if (tally === gone) this.#files.delete(id);
  }
}
