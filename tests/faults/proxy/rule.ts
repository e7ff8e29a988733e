import type { Exchange } from './exchange.ts';
import type { Fault } from './fault.ts';

/** Selects requests, and says what happens to them. */
export interface Rule {
  readonly where: (exchange: Exchange) => boolean;
  /** Selects by occurrence, counted from 1; without it all selected requests get the fault. */
  readonly which?: (occurrence: number) => boolean;
  readonly fault: Fault | ((occurrence: number) => Fault);
}

/** A rule in force. */
export interface ActiveRule {
  /** Returns how often its fault has happened. */
  readonly hits: () => number;
  /** Resolves when the fault has happened so many times, once by default. */
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
