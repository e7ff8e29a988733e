import type { Caller } from '../../caller.ts';
import type { CopyNote } from '../change-record.ts';
import type { ChangeStore, SlicePlace } from '../change-store.ts';

/**
 * What a slice has noted about its copies. Notes are written beside the plan, each set once, before anything is done that relies
 * on them, so that calls of one slice that overlap or break off agree about every file.
 */
export class CopyNotes {
  readonly #changes: ChangeStore;
  readonly #caller: Caller;
  readonly #place: SlicePlace;
  readonly #byKey = new Map<string, CopyNote>();
  #next = 0;

  private constructor(changes: ChangeStore, caller: Caller, place: SlicePlace) {
    this.#changes = changes;
    this.#caller = caller;
    this.#place = place;
  }

  /** Returns the notes of a slice that no other call can have acted on. */
  static none(changes: ChangeStore, caller: Caller, place: SlicePlace): CopyNotes {
    return new CopyNotes(changes, caller, place);
  }

  /** Reads the notes of a slice. */
  static async read(changes: ChangeStore, caller: Caller, place: SlicePlace): Promise<CopyNotes> {
    const notes = new CopyNotes(changes, caller, place);
    while (await notes.#readNext());
    return notes;
  }

  /** Returns the latest note about a file. */
  of(key: string): CopyNote | undefined {
    return this.#byKey.get(key);
  }

  /** The latest note about each file. */
  get all(): readonly CopyNote[] {
    return [...this.#byKey.values()];
  }

  /**
   * Writes notes. What another call has noted meanwhile about the same file holds, and those notes of ours are returned: what
   * they say was done must be taken back.
   */
  async add(notes: readonly CopyNote[]): Promise<readonly CopyNote[]> {
    const before = new Map(this.#byKey);
    let left = notes;
    while (left.length > 0) {
      const place = { ...this.#place, number: this.#next };
      if (await this.#changes.createNotes(this.#caller, place, left)) {
        this.#take(left);
        break;
      }
      await this.#readNext();
      left = left.filter(({ key }) => this.#byKey.get(key) === before.get(key));
    }
    return notes.filter((note) => this.#byKey.get(note.key) !== note);
  }

  async #readNext(): Promise<boolean> {
    const found = await this.#changes.readNotes(this.#caller, { ...this.#place, number: this.#next });
    if (found === undefined) return false;
    this.#take(found);
    return true;
  }

  #take(notes: readonly CopyNote[]): void {
    for (const note of notes) this.#byKey.set(note.key, note);
    this.#next += 1;
  }
}
