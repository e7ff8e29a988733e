import type { Change, ChangeKind, FailedItem } from '@airlock/contract';

import type { ApiError } from '../api/api-error.ts';
import { nameOf } from '../format/name-of.ts';
import { changesText } from '../text/changes-text.ts';
import { text } from '../text/text.ts';
import { mayHaveHappened } from './change-request.ts';

/** What a notice tells of: moving within a folder is renaming, and undoing a move is moving back. */
export type ToldKind = ChangeKind | 'rename' | 'move-back';

/** How far the requests of one action of a person are: more than 1,000 files take several. */
export interface GroupState {
  readonly kind: ToldKind;
  /** Name of the folder that files go to, or the new name of what is renamed; `undefined` where nobody needs to be told. */
  readonly to?: string | undefined;
  /** Name of the only file or folder; `undefined` when there are several. */
  readonly name: string | undefined;
  /** Number of files and folders that were asked for. */
  readonly askedCount: number;
  /** Number of requests that have neither been answered nor failed. */
  readonly unansweredCount: number;
  /** The changes that the server made of the requests, as last heard of. */
  readonly changes: readonly Change[];
  /** Why requests failed. */
  readonly errors: readonly ApiError[];
}

/** What a notice says about a group. */
export interface GroupWords {
  readonly sentence: string;
  readonly details: readonly string[];
}

/** Number of failed files that a notice names. */
const namedAtMost = 5;

const words = changesText;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** Whether the server still works on the group, or has not answered yet. */
export const goesOn = ({ unansweredCount, changes }: GroupState): boolean =>
  unansweredCount > 0 || changes.some(({ state }) => state === 'running');

/** Returns how much of the group is done, between 0 and 1, or `unknown`. */
export function progressOf({ unansweredCount, changes }: GroupState): number | 'unknown' {
  const total = totalOf(changes);
  return unansweredCount > 0 || total === undefined || total === 0 ? 'unknown' : sum(changes.map(handled)) / total;
}

const handled = ({ doneCount, failedCount }: Change): number => doneCount + failedCount;

function totalOf(changes: readonly Change[]): number | undefined {
  const totals = changes.flatMap(({ totalCount }) => (totalCount === undefined ? [] : [totalCount]));
  return totals.length === changes.length ? sum(totals) : undefined;
}

/** Returns the words about a group, whether it goes on or has ended. */
export function wordsOf(group: GroupState): GroupWords {
  const { kind, changes } = group;
  if (group.unansweredCount > 0) return { sentence: words.sending[kind](whatOf(group), group.to), details: [] };
  if (changes.some(({ state }) => state === 'running')) {
    const sentence = words.running[kind](sum(changes.map(({ doneCount }) => doneCount)), totalOf(changes));
    return { sentence, details: [] };
  }
  return changes.length === 0 ? failureWords(group) : outcomeWords(group);
}

const whatOf = ({ askedCount, name }: GroupState): string => words.what(askedCount, name);

function failureWords(group: GroupState): GroupWords {
  const [error] = group.errors;
  if (!error) return { sentence: words.nothing[group.kind], details: [] };
  const sentence = mayHaveHappened(error)
    ? words.lost
    : words.refused[group.kind](whatOf(group), reasonOf(error, group));
  return { sentence, details: [] };
}

/** The server no longer knows a change that is more than 7 days old; its files may still be in the trash. */
function reasonOf({ code }: ApiError, { kind }: GroupState): string {
  if (code === 'not-found' && kind === 'restore') return words.tooOld;
  return code === 'not-found' && kind === 'move-back' ? words.tooOldMove : text.calls[code];
}

function outcomeWords(group: GroupState): GroupWords {
  const failed = group.changes.flatMap((change) => change.failed);
  const failedCount = sum(group.changes.map((change) => change.failedCount));
  const done = doneWords(group, failedCount);
  const [only] = failed;
  if (only && failedCount === 1 && done === undefined)
    return { sentence: lineOf(group, only), details: errorLines(group) };
  const ended = done === undefined ? undefined : endWords(group, done);
  const notDone = failedCount > 0 ? words.notDone[group.kind](words.what(failedCount)) : undefined;
  const sentence = [ended, notDone].filter(Boolean).join('. ') || words.nothing[group.kind];
  return { sentence, details: [...failuresOf(group), ...errorLines(group)] };
}

/** Returns what was done; `undefined` when it was nothing and something else is to be said. */
function doneWords({ kind, name, to, changes }: GroupState, failedCount: number): string | undefined {
  const doneCount = sum(changes.map((change) => change.doneCount));
  const isEarly = changes.some(({ state }) => state === 'stopped' || state === 'failed');
  if (doneCount === 0 && !isEarly) return undefined;
  const isWhole = failedCount === 0 && !isEarly;
  return words.done[kind](words.what(doneCount, isWhole ? name : undefined), to);
}

function endWords({ changes }: GroupState, done: string): string {
  if (changes.some(({ state }) => state === 'failed')) return words.broken(done);
  return changes.some(({ state }) => state === 'stopped') ? words.stopped(done) : done;
}

/** What is in a folder that is renamed keeps its name: it stays in the folder of the old name. */
function lineOf({ kind, name }: GroupState, { path, code }: FailedItem): string {
  const told = kind === 'rename' && nameOf(path) !== name ? 'move' : kind;
  return words.item[told][code](nameOf(path));
}

/** Returns what was left and why, a sentence each for the first few, and how many more there are. */
export function failuresOf(group: GroupState): string[] {
  const failed = group.changes.flatMap((change) => change.failed);
  const more = sum(group.changes.map((change) => change.failedCount)) - Math.min(failed.length, namedAtMost);
  const lines = failed.slice(0, namedAtMost).map((item) => lineOf(group, item));
  return more > 0 ? [...lines, lines.length === 0 ? words.unnamed(more) : words.more(more)] : lines;
}

const errorLines = ({ errors }: GroupState): string[] => [
  ...new Set(errors.map((error) => (mayHaveHappened(error) ? words.lost : words.someRefused(text.calls[error.code])))),
];
