import { mutantsOf, type Mutant } from './mutant.ts';

const states = 'packages/stand-ins/states';
const s3 = 'packages/stand-ins/s3';

/** Mutants of the local Step Functions, and of what changes need of the local S3. */
export const workflowMutants: readonly Mutant[] = [
  ...mutantsOf(`${states}/operations.ts`, `${states}/states.spec.ts`, [
    [
      'anybody may start, describe and stop executions',
      'if (await authorize({ principal, action, resource, context: {} })) return;',
      'return;',
      'without the right to it$',
    ],
    [
      'the name of an execution that ended can be used again',
      "known.status === 'RUNNING' && known.input === input",
      'known.input === input',
      'is taken when the execution has ended',
    ],
    [
      'a running execution takes another input',
      "known.status === 'RUNNING' && known.input === input",
      "known.status === 'RUNNING'",
      'is idempotent while the execution runs',
    ],
  ]),
  ...mutantsOf(`${states}/task.ts`, `${states}/states.spec.ts`, [
    [
      'a state machine calls functions without the right to',
      "if (!(await authorize({ principal, action: 'lambda:InvokeFunction', resource, context: {} }))) {",
      'if (false) {',
      'calls the function with the role of its machine only',
    ],
  ]),
  ...mutantsOf(`${states}/executions.ts`, `${states}/states.spec.ts`, [
    [
      'an execution begins anew after a restart',
      'startAt: row.state_name ?? definition.StartAt,\n      input: JSON.parse(row.state_input) as unknown,',
      'startAt: definition.StartAt,\n      input: JSON.parse(row.input) as unknown,',
      'goes on in the state that was entered last',
    ],
  ]),
  ...mutantsOf(`${s3}/operations/delete-objects.ts`, `${s3}/access.spec.ts`, [
    [
      'a header of the whole request is the condition of each delete',
      "const context = { 's3:if-match': ETag, ",
      'const context = { ',
      'has the ETag of each item of a DeleteObjects',
    ],
  ]),
  ...mutantsOf(`${s3}/operations/delete-objects.ts`, `${s3}/conformance.spec.ts`, [
    [
      'many deletes take whatever is current',
      'checkDeleteCondition(ETag, current, Key)',
      'checkDeleteCondition(undefined, current, Key)',
      'many deletes, each with the ETag that it needs',
    ],
  ]),
  ...mutantsOf(`${s3}/lifecycle.ts`, `${s3}/lifecycle.spec.ts`, [
    [
      'objects expire a day too late',
      'dueAt(object.modifiedAt, rule.expirationDays)',
      'dueAt(object.modifiedAt, rule.expirationDays + 1)',
      'remove a current object so many days after it was written',
    ],
  ]),
];
