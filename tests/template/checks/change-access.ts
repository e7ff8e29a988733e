import assert from 'node:assert/strict';

import { isAllowed, place, type Check } from './check.ts';
import { actionsOf, grantedOnState, may, startingWorkflow, statements } from './functions.ts';

/** The prefixes of the StateBucket that a function reaches: the records of changes, and the plans of their slices. */
const prefixesOf = (name: string): readonly string[] =>
  startingWorkflow.includes(name) ? ['changes/', 'slices/'] : ['changes/'];

const machines = `arn:aws:states:${place.region}:${place.accountId}:stateMachine`;

export const changeAccessChecks: readonly Check[] = [
  ...Object.entries(grantedOnState)
    .filter(([, actions]) => actions.length > 0)
    .map(([name, actions]): Check => ({
      name: `${name}Role reaches the records of changes and nothing else`,
      check: (read) => {
        for (const action of actions) {
          for (const prefix of ['changes/', 'slices/']) {
            const isWanted = prefixesOf(name).includes(prefix);
            assert.equal(may(read, name, action, 'StateBucket', `${prefix}u/`), isWanted, `${action} ${prefix}`);
          }
          assert.equal(may(read, name, action, 'StateBucket', 'elsewhere/'), false, action);
          assert.equal(may(read, name, action, 'FilesBucket', 'changes/u/'), false, action);
        }
      },
    })),
  {
    name: 'Exactly RestoreFiles and PurgeFiles may remove versions',
    check: (read) => {
      const roles = read().ofType('AWS::IAM::Role');
      const named = roles.map(({ logicalId }) => logicalId.replace(/Role$/, ''));
      const removing = named.filter((by) => may(read, by, 's3:DeleteObjectVersion', 'FilesBucket', 'users/u/'));
      assert.deepEqual(removing.sort(), ['PurgeFiles', 'RestoreFiles']);
      const all = roles.flatMap(({ logicalId }) => statements(read(), logicalId).flatMap(actionsOf));
      assert.equal(all.filter((action) => action === 's3:DeleteObjectVersion').length, 2);
    },
  },
  {
    name: 'Only what changes many files starts the workflow of changes, and it starts no other',
    check: (read) => {
      for (const { logicalId: by } of read().functions) {
        const starts = (name: string) =>
          isAllowed(read(), { by, action: 'states:StartExecution', resource: `${machines}:${name}` });
        assert.equal(starts(`${place.stackName}-changes`), startingWorkflow.includes(by), by);
        assert.equal(starts(`${place.stackName}-other`), false, by);
      }
    },
  },
];
