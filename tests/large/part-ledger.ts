import { readFileSync } from 'node:fs';

import type { LedgerEntry } from '@airlock/stand-ins/s3/ledger.ts';

/** One attempt to send a part, as S3 saw it. */
export interface PartAttempt {
  readonly partNumber: number;
  readonly bytes: number;
  readonly isAcknowledged: boolean;
}

/** Reads the attempts that have ended, in the order of their ends, from the file of `npm start -- --s3-ledger FILE`. */
export function readPartAttempts(file: string): PartAttempt[] {
  // The last line may be incomplete.
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines
    .map((line) => JSON.parse(line) as LedgerEntry)
    .flatMap(({ method, partNumber, receivedBytes, status }) =>
      method === 'PUT' && partNumber !== undefined
        ? [{ partNumber, bytes: receivedBytes, isAcknowledged: status === 200 }]
        : [],
    );
}

export const acknowledged = (attempts: readonly PartAttempt[]): number[] =>
  attempts.filter(({ isAcknowledged }) => isAcknowledged).map(({ partNumber }) => partNumber);

/** Returns the parts that S3 had acknowledged and that were sent again all the same. */
export function sentInVain(attempts: readonly PartAttempt[]): number[] {
  const known = new Set<number>();
  return attempts.flatMap(({ partNumber, isAcknowledged }) => {
    const isVain = known.has(partNumber);
    if (isAcknowledged) known.add(partNumber);
    return isVain ? [partNumber] : [];
  });
}

const columns = ['attempts', '   bytes', 'acknowledged'] as const;

/** Prints a row per part: what became of it with the first browser and with the second. */
export function printLedger(before: readonly PartAttempt[], after: readonly PartAttempt[], partCount: number): void {
  const named = [before, after].flatMap((_, index) => columns.map((column) => `${index + 1}: ${column}`));
  const head = ['part', ...named];
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padStart(head[column]?.length ?? 0)).join(' | ')} |`;
  console.log(line(head));
  console.log(`|${head.map((name) => `${'-'.repeat(name.length + 1)}:`).join('|')}|`);
  for (let partNumber = 1; partNumber <= partCount; partNumber += 1) {
    console.log(line([String(partNumber), ...cellsOf(before, partNumber), ...cellsOf(after, partNumber)]));
  }
  const sums = [before, after].flatMap((attempts) => sumsOf(attempts));
  console.log(line(['sum', ...sums]));
}

function cellsOf(all: readonly PartAttempt[], partNumber: number): string[] {
  const attempts = all.filter((attempt) => attempt.partNumber === partNumber);
  if (attempts.length === 0) return columns.map(() => '');
  const [count, bytes] = sumsOf(attempts);
  return [count ?? '', bytes ?? '', acknowledged(attempts).length > 0 ? 'yes' : 'no'];
}

const sumsOf = (attempts: readonly PartAttempt[]): string[] => [
  String(attempts.length),
  String(attempts.reduce((sum, { bytes }) => sum + bytes, 0)),
  String(acknowledged(attempts).length),
];
