import type { ItemCode } from '@airlock/contract';

import type { Caller } from '../../caller.ts';
import { inBatches } from '../../in-batches.ts';
import type { SliceToAct } from '../change-action.ts';
import type { CopyNote } from '../change-record.ts';
import type { ChangeStore, SlicePlace } from '../change-store.ts';
import { CopyNotes } from './copy-notes.ts';
import { copyOne } from './copy-one.ts';
import type { CopyNeeds, Copying, FileToCopyOf } from './copying.ts';

/** Time after which a call begins no more copies, in milliseconds. */
const beginningTime = 6000;
/** Time after which the copies of a call are given up, in milliseconds: API Gateway waits for 29 s, and planning takes 5. */
const longestTime = 20_000;
/** How often files of one slice go on after a note, because they got another name, an upload was begun, or its parts are there. */
const rounds = 7;

/** What the copies of a slice came to: for each file a note, or why there is none. */
export interface SliceOfCopies {
  readonly notes: CopyNotes;
  /** Returns what became of the copy of a file. */
  readonly outcomeOf: (key: string) => 'copied' | 'unavailable' | 'unfinished' | ItemCode;
}

/** Makes the copies of a slice, each once, and notes them before anything else may rely on them. */
export async function copySlice(needs: CopyNeeds, caller: Caller, slice: SliceToAct): Promise<SliceOfCopies> {
  const { place, isRepeated } = slice;
  // The workflow may call twice at the same time; only the first call of a request is alone.
  const isAlone = !isRepeated && place.slice === 0;
  const notes = isAlone
    ? CopyNotes.none(needs.changes, caller, place)
    : await CopyNotes.read(needs.changes, caller, place);
  const files = slice.files.flatMap((file) => (file.copy === undefined ? [] : [{ ...file, copy: file.copy }]));
  const started = performance.now();
  let hasCopied = false;
  const copying: Copying = {
    needs,
    notes,
    mayBeRepeated: !isAlone,
    given: new Set(files.map(({ copy }) => copy.to)),
    isLate: () => performance.now() > started + beginningTime,
    signal: AbortSignal.timeout(longestTime),
    noteCopied: () => {
      hasCopied = true;
    },
    hasCopied: () => hasCopied,
  };
  const open = new Map<string, 'unavailable' | 'unfinished'>();
  for (let round = 0; round < rounds; round += 1) {
    if ((await copyOpen(copying, files, open)) === 0) break;
  }
  return { notes, outcomeOf: (key) => open.get(key) ?? outcomeOf(notes.of(key)) };
}

/** Copies what is open, and notes it. Returns the number of files whose copy goes on after what was noted. */
async function copyOpen(
  copying: Copying,
  files: readonly FileToCopyOf[],
  open: Map<string, 'unavailable' | 'unfinished'>,
): Promise<number> {
  const todo = files.filter(({ key }) => !isSettled(copying.notes.of(key)));
  open.clear();
  const made: CopyNote[] = [];
  await inBatches(todo, async (file) => {
    const it = await copyOne(copying, file);
    if (typeof it === 'string') open.set(file.key, it);
    else made.push(it);
  });
  const refused = await copying.notes.add(made);
  await takeBack(copying.needs, copying.notes, refused);
  return made.filter((note) => !isSettled(note)).length;
}

/** Takes back what this call did where another call of the slice has noted something else about the same file. */
async function takeBack({ files, copies }: CopyNeeds, notes: CopyNotes, refused: readonly CopyNote[]): Promise<void> {
  const made = refused.flatMap(({ key, to, etag, isFound }) =>
    to !== undefined && etag !== undefined && isFound !== true && notes.of(key)?.to !== to ? [{ key: to, etag }] : [],
  );
  if (made.length > 0) await files.deleteVersions(made);
  for (const { key, to, uploadId } of refused) {
    const isOther = uploadId !== notes.of(key)?.uploadId;
    if (to !== undefined && uploadId !== undefined && isOther) await copies.abortCopy({ to, uploadId });
  }
}

/** Frees the parts of a large copy that nobody will finish. */
export async function abandonCopies(
  { changes, copies }: { readonly changes: ChangeStore; readonly copies: CopyNeeds['copies'] },
  caller: Caller,
  place: SlicePlace,
): Promise<void> {
  const notes = await CopyNotes.read(changes, caller, place);
  for (const { to, uploadId } of notes.all) {
    if (to !== undefined && uploadId !== undefined) await copies.abortCopy({ to, uploadId });
  }
}

const isSettled = (note: CopyNote | undefined): boolean => note?.etag !== undefined || note?.code !== undefined;

function outcomeOf(note: CopyNote | undefined): 'copied' | ItemCode {
  return note?.code ?? (note?.etag === undefined ? 'unavailable' : 'copied');
}
