import type { StackStatus } from '@aws-sdk/client-cloudformation';
import { expect, it } from '@jest/globals';

import { hasNothing } from './stack.ts';

const stack = (StackStatus: StackStatus, outputs = 0) => ({
  ...{ StackName: 'airlock', CreationTime: new Date(0), StackStatus },
  Outputs: Array.from({ length: outputs }, () => ({ OutputKey: 'AppUrl', OutputValue: 'https://a.example' })),
});

it.each([
  ['no stack', undefined, true],
  ['a stack in review', stack('REVIEW_IN_PROGRESS'), true],
  ['a new stack whose import was taken back', stack('IMPORT_ROLLBACK_COMPLETE'), true],
  ['a complete stack into which an import failed', stack('IMPORT_ROLLBACK_COMPLETE', 1), false],
  ['a stack that has adopted', stack('IMPORT_COMPLETE'), false],
  ['a stack that runs', stack('UPDATE_COMPLETE', 1), false],
])('%s: whether a deploy must create everything is known', (_, found, expected) => {
  expect(hasNothing(found)).toBe(expected);
});
