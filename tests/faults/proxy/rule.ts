import type { Exchange } from './exchange.ts';
import type { Fault } from './fault.ts';

/** Selects requests, and says what happens to them. */
export interface Rule {
  readonly where: (exchange: Exchange) => boolean;
  /** Which of the selected ones, counted from 1; all when absent. */
  readonly which?: (occurrence: number) => boolean;
  readonly fault: Fault | ((occurrence: number) => Fault);
}

/** A rule in force. */
export interface ActiveRule {
  /** How often its fault has happened. */
  readonly hits: () => number;
  /** Resolves when the fault has happened so many times, 1 unless told. */
  readonly hit: (times?: number) => Promise<void>;
  readonly remove: () => void;
}

export const nth =
  (...wanted: readonly number[]) =>
  (occurrence: number): boolean =>
    wanted.includes(occurrence);

export const upTo =
  (last: number) =>
  (occurrence: number): boolean =>
    occurrence <= last;

export const every =
  (step: number) =>
  (occurrence: number): boolean =>
    occurrence % step === 0;
