import { charged, type CostPage } from './cost-page.ts';
import { numberIn, type Counts } from './page-tables.ts';

/** Returns what a load asks for in a month, in the units of the prices, by the names of the prices. */
export function quantitiesOf(page: CostPage, load: ReadonlyMap<string, string>): ReadonlyMap<string, number> {
  const number = (row: string): number => numberIn(load.get(row) ?? '');
  const asked = callsOf(page, load);
  const bytes = { times: number('files stored'), requests: { PUT: uploadOf(page, load)['PUT'] ?? 0 } };
  const requests = [...asked.map(({ times, name }) => ({ times, requests: requestsOf(page, name) })), bytes];
  const sum = (kind: 'writes' | 'reads'): number =>
    requests.reduce((total, { times, requests: counts }) => total + times * charged(counts)[kind], 0);
  const calls = asked.reduce((total, { times }) => total + times, 0);
  const out = number('GB downloaded');
  return new Map([
    ['S3, stored', number('GB kept')],
    ['S3: PUT, COPY, POST, LIST', sum('writes')],
    ['S3: GET, HEAD', sum('reads') + number('files downloaded')],
    ['S3 to the internet', out],
    ['CloudFront to the internet', out],
    ...['API Gateway, REST', 'Lambda, calls', 'CloudFront, requests'].map((name) => [name, calls] as const),
    ['Cognito, Essentials', number('people')],
  ]);
}

/** Returns how often a load calls each operation of the API. */
function callsOf(page: CostPage, load: ReadonlyMap<string, string>) {
  const number = (row: string): number => numberIn(load.get(row) ?? '');
  const uploads = Object.entries(uploadOf(page, load)).filter(([name]) => name !== 'PUT');
  return [
    ...uploads.map(([name, count]) => ({ times: number('files stored') * count, name })),
    { times: number('files downloaded'), name: 'presign-get' },
    { times: number('folders opened'), name: 'list-files' },
    { times: number('visits'), name: 'list-uploads' },
    { times: number('visits'), name: 'list-changes' },
  ];
}

function uploadOf({ uploads }: CostPage, load: ReadonlyMap<string, string>): Counts {
  const upload = uploads.get(load.get('size of each') ?? '');
  if (upload === undefined) throw new Error('The page does not count an upload of this size.');
  return upload;
}

function requestsOf({ calls }: CostPage, operation: string): Counts {
  const row = [...calls].find(([name]) => name.startsWith(`\`${operation}\``));
  if (row === undefined) throw new Error(`The page does not count ${operation}.`);
  return row[1];
}

/** Returns the dollars of a quantity: the price of what is beyond the free part. */
export function dollarsOf({ prices }: CostPage, name: string, quantity: number): number {
  const price = prices.get(name);
  if (price === undefined) throw new Error(`The page has no price of ${name}.`);
  return (Math.max(0, quantity - price.free) / price.each) * price.dollars;
}
