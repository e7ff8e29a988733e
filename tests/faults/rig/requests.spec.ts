import { describe, expect, test } from '@jest/globals';

import { newExchange, type Exchange } from '../proxy/exchange.ts';
import { partAttempts, sentAgain } from './requests.ts';

/** Makes an attempt to send a part. By default it was acknowledged before anything else began. */
function attempt(number: number, changes: Partial<Exchange> = {}, query = 'uploadId=u&partNumber=1'): Exchange {
  const request = { method: 'PUT', url: `/bucket/key?${query}`, headers: {} };
  const exchange = newExchange(number, request);
  return Object.assign(exchange, { status: 200, isDelivered: true, deliveredBefore: number, ...changes });
}

describe('a part counts as sent again', () => {
  test('when it begins after its receipt was delivered', () => {
    expect(sentAgain([attempt(1), attempt(2)])).toEqual(['u part 1']);
  });

  test.each<[string, readonly Exchange[]]>([
    ['when the receipt was on its way', [attempt(1, { deliveredBefore: 2 }), attempt(2)]],
    ['when the receipt was lost', [attempt(1, { isDelivered: false }), attempt(2)]],
    ['when it was refused', [attempt(1, { status: 500 }), attempt(2)]],
    ['when it is of another upload', [attempt(1), attempt(2, {}, 'uploadId=v&partNumber=1')]],
    ['when it is another part', [attempt(1), attempt(2, {}, 'uploadId=u&partNumber=2')]],
  ])('but not %s', (_, exchanges) => {
    expect(sentAgain(exchanges)).toEqual([]);
  });
});

test('an attempt is acknowledged when its receipt was delivered', () => {
  const attempts = partAttempts([attempt(1), attempt(2, { isDelivered: false }), attempt(3, { status: 503 })]);
  expect(attempts.map(({ isAcknowledged }) => isAcknowledged)).toEqual([true, false, false]);
});
