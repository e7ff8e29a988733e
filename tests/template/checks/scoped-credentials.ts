import assert from 'node:assert/strict';

import { assumableRoles } from '@airlock/stand-ins/iam';
import type { ResolvedTemplate } from '@airlock/template';

import { isAllowed, type Check } from './check.ts';
import { actionsOf, attachedStatements, granted, statements, whereAsked } from './functions.ts';

/** Logical ids of the functions that sign URLs. */
export const signing = ['PresignPut', 'PresignPutBatch', 'PresignGet', 'PresignGetBatch', 'PresignParts'] as const;

const on = { ScopedCredentials: 'on' };

/** Returns the statements of a function's role except those for its log. */
function ownStatements(template: ResolvedTemplate, roleId: string) {
  return [...statements(template, roleId), ...attachedStatements(template, roleId)].filter(
    (it) => !actionsOf(it).every((action) => action.startsWith('logs:')),
  );
}

export const scopedCredentialsChecks: readonly Check[] = [
  {
    name: 'No role may be assumed by another while ScopedCredentials is off',
    check: (read) => {
      assert.deepEqual(assumableRoles(read()), []);
      const apart = read()
        .ofType('AWS::IAM::Policy')
        .flatMap(({ properties }) => properties.at('PolicyDocument').at('Statement').list().flatMap(actionsOf));
      assert.deepEqual(
        apart.filter((action) => action.startsWith('sts:')),
        [],
      );
      for (const { environment } of read().functions) assert.equal(environment['CALLER_ROLE_ARN'] ?? '', '');
    },
  },
  ...signing.flatMap((name) => [...whoAssumes(name), ...whatItMay(name)]),
];

function whoAssumes(name: string): readonly Check[] {
  return [
    {
      name: `${name}Role, with ScopedCredentials, assumes ${name}CallerRole and does nothing else`,
      check: (read) => {
        const template = read(on);
        const own = ownStatements(template, `${name}Role`);
        assert.deepEqual(own.map(actionsOf), [['sts:AssumeRole']]);
        assert.equal(own[0]?.at('Resource').value, template.attribute(`${name}CallerRole`, 'Arn'));
        const view = template.functions.find(({ logicalId }) => logicalId === name);
        assert.equal(view?.environment['CALLER_ROLE_ARN'], template.attribute(`${name}CallerRole`, 'Arn'));
      },
    },
    {
      name: `${name}CallerRole is for ${name} alone`,
      check: (read) => {
        const trust = read(on).resource(`${name}CallerRole`).properties.at('AssumeRolePolicyDocument');
        const principal = { AWS: read(on).attribute(`${name}Role`, 'Arn') };
        assert.deepEqual(trust.at('Statement').value, [
          { Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole' },
        ]);
      },
    },
  ];
}

function whatItMay(name: string): readonly Check[] {
  return [
    {
      name: `${name}CallerRole grants the S3 actions of ${name} and no other`,
      check: (read) => {
        const actions = ownStatements(read(on), `${name}CallerRole`).flatMap(actionsOf);
        assert.deepEqual(actions.toSorted(), granted[name]);
      },
    },
    {
      name: `${name}CallerRole reaches the files of users and nothing else`,
      check: (read) => {
        const may = (action: string, bucketId: string, prefix: string) =>
          isAllowed(read(on), { by: `${name}Caller`, action, ...whereAsked(read(on), action, bucketId, prefix) });
        for (const action of granted[name] ?? []) {
          assert.equal(may(action, 'FilesBucket', 'users/u/'), true, action);
          assert.equal(may(action, 'WebBucket', 'users/u/'), false, action);
          assert.equal(may(action, 'FilesBucket', 'elsewhere/'), false, action);
        }
      },
    },
  ];
}
