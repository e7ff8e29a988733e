import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';

import { fieldsOf, goodInput, operations } from './api.ts';
import { hostileValues } from './hostile-values.ts';

const fields = operations.flatMap((operation) =>
  fieldsOf(operation).map((field) => [`${operation.name}: ${field.name}`, operation, field] as const),
);

/**
 * Tests the schemas alone, so that a mutant of each bound costs little time. validation.spec.ts tests the whole API.
 */
describe('the contract', () => {
  it.each(fields)('takes no hostile value of %s', (_, operation, field) => {
    const taken = hostileValues(field).filter(
      (value) => v.safeParse(operation.request, { ...goodInput(operation), [field.name]: value }).success,
    );
    expect(taken).toEqual([]);
  });

  it.each(operations.filter((it) => Object.keys(goodInput(it)).length > 0))(
    'takes the good input of $name',
    (operation) => {
      expect(v.safeParse(operation.request, goodInput(operation)).success).toBe(true);
    },
  );
});
