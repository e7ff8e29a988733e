/** Tests that docs/cost.md says what the code asks of AWS, and that its sums are right. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { operations } from '@airlock/contract';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { bytesIn, readCostPage } from './cost-page.ts';
import { countRow, namesOfRows, prepare } from './counted-calls.ts';
import { countUpload } from './counted-uploads.ts';
import { startDeployedCalls, type DeployedCalls } from './deployed-calls.ts';
import { dollarsOf, quantitiesOf } from './loads.ts';

jest.setTimeout(60_000);

const page = readCostPage(readFileSync(join(import.meta.dirname, '../../docs/cost.md'), 'utf8'));

describe('what docs/cost.md says that a call asks of S3', () => {
  let calls: DeployedCalls;
  beforeAll(async () => {
    calls = await startDeployedCalls();
    await prepare(calls);
  });
  afterAll(() => calls.close());
  // A call on a slow machine stops earlier, and leaves the rest to the next one or to the workflow.
  beforeEach(() => {
    jest.spyOn(performance, 'now').mockReturnValue(0);
  });
  afterEach(() => {
    jest.restoreAllMocks();
  });

  it.each(namesOfRows)('is what it asks: %s', async (name) => {
    expect(page.calls.get(name)).toEqual(await countRow(calls, name));
  });

  it('is said of every operation, and of nothing that is not counted', () => {
    expect([...page.calls.keys()]).toEqual(namesOfRows);
    const unsaid = operations.filter(({ name }) => !namesOfRows.some((row) => row.startsWith(`\`${name}\``)));
    expect(unsaid.map(({ name }) => name)).toEqual([]);
  });
});

describe('what docs/cost.md says that an upload asks for', () => {
  it.each([...page.uploads])('is what the engine asks for: %s', async (size, counts) => {
    expect(await countUpload(bytesIn(size))).toEqual(counts);
  });
});

describe.each([0, 1, 2])('load %d of docs/cost.md', (index) => {
  const quantities = quantitiesOf(page, page.loads[index]!);
  const quantityOf = (name: string): number => quantities.get(name) ?? NaN;
  const dollars = (name: string): number => Number(dollarsOf(page, name, quantityOf(name)).toFixed(2));

  it('asks for as much as the page says', () => {
    const counted = [...page.asked[index]!.keys()].map((name) => [name, quantityOf(name)] as const);
    expect(page.asked[index]).toEqual(new Map(counted));
  });

  it('costs what the page says', () => {
    const names = [...page.costs[index]!.keys()].filter((name) => name !== 'together');
    const sum = names.reduce((total, name) => total + dollars(name), 0);
    const counted = [
      ...names.map((name) => [name, dollars(name)] as const),
      ['together', Number(sum.toFixed(2))] as const,
    ];
    expect(page.costs[index]).toEqual(new Map(counted));
  });

  it('costs that much more or less through CloudFront', () => {
    const names = ['S3 to the internet', 'CloudFront to the internet'];
    expect(page.downloads[index]).toEqual(new Map(names.map((name) => [name, dollars(name)])));
  });
});
