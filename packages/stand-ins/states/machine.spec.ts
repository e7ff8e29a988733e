import { describe, expect, it } from '@jest/globals';

import { readDefinition } from './machine.ts';
import { counting } from './testing/states-fixture.ts';

const read = (changed: object) =>
  readDefinition({ ...counting, definition: { ...(counting.definition as object), ...changed } });

describe('a definition', () => {
  it('is read as it is', () => {
    expect(read({})).toEqual(counting.definition);
  });

  it.each([
    ['TimeoutSeconds', { TimeoutSeconds: 5 }],
    ['QueryLanguage', { QueryLanguage: 'JSONata' }],
    ['States.Wait.Type', { States: { Wait: { Type: 'Wait', Seconds: 1, End: true } } }],
    ['States.All.Type', { States: { All: { Type: 'Parallel', Branches: [], End: true } } }],
    ['States.Count.HeartbeatSeconds', withTask({ HeartbeatSeconds: 1 })],
    ['States.Count.Resource', withTask({ Resource: 'arn:aws:states:::sqs:sendMessage' })],
    ['States.Count.TimeoutSeconds', withTask({ TimeoutSeconds: undefined })],
    ['the context object', withTask({ InputPath: '$$.Execution.Input' })],
  ])('with %s stops the start', (place, changed) => {
    expect(() => read(changed)).toThrow(place);
  });
});

function withTask(changed: object) {
  const { States } = counting.definition as { readonly States: { readonly Count: object } };
  return { States: { ...States, Count: { ...States.Count, ...changed } } };
}
