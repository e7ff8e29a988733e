/** What the evaluator does not know stops the reading of a policy with its place and the fix. */
import { join } from 'node:path';

import { parseTemplate, resolveTemplate, TemplateError, type Json } from '@airlock/template';
import { describe, expect, it } from '@jest/globals';

import { createAuthorize } from './index.ts';
import type { PolicyError } from './policy-error.ts';
import { readPolicy } from './policy.ts';
import type { PolicyKind } from './statement.ts';

const statement = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::b/*' };
const place = { stackName: 'airlock', region: 'eu-central-1', accountId: '123456789012' };

function refusal(document: unknown, kind: PolicyKind = 'resource'): PolicyError | undefined {
  try {
    readPolicy(document, kind);
    return undefined;
  } catch (error) {
    return error as PolicyError;
  }
}

const withChanges = (changes: object) => ({ Version: '2012-10-17', Statement: [{ ...statement, ...changes }] });
const withCondition = (operator: string, key: string, value: unknown) =>
  withChanges({ Condition: { [operator]: { [key]: value } } });

describe('a policy that AWS takes and this evaluator does not know', () => {
  it.each<[string, unknown, string]>([
    ['operator', withCondition('StringNotEquals', 's3:prefix', 'a'), 'use one of StringEquals, StringLike'],
    ['operator with IfExists', withCondition('BoolIfExists', 'aws:SecureTransport', 'true'), 'BoolIfExists'],
    ['operator that every object has', withCondition('toString', 's3:prefix', 'a'), 'the operator toString'],
    ['key', withCondition('StringEquals', 's3:ExistingObjectTag/a', '1'), 'this condition key is not implemented'],
    ['variable in a resource', withChanges({ Resource: 'arn:aws:s3:::b/${aws:userid}' }), 'policy variables'],
    ['variable in a condition', withCondition('StringLike', 's3:prefix', '${aws:userid}/*'), 'policy variables'],
    ['NotAction', withChanges({ NotAction: 's3:PutObject' }), 'use Action.'],
    ['NotPrincipal', withChanges({ NotPrincipal: '*' }), 'use Principal.'],
    ['user', withChanges({ Principal: { AWS: 'arn:aws:iam::123456789012:user/a' } }), 'use an account, a role'],
    ['role with a path', withChanges({ Principal: { AWS: 'arn:aws:iam::123456789012:role/a/b' } }), 'without a path'],
    ['federation', withChanges({ Principal: { Federated: 'accounts.google.com' } }), 'use AWS or Service'],
  ])('is refused for its %s', (_, document, sentence) => {
    expect(refusal(document)).toMatchObject({
      kind: 'not-built',
      place: expect.stringMatching(/^Statement\[0\]\./) as unknown,
      sentence: expect.stringContaining(sentence) as unknown,
    });
  });
});

describe('a policy that AWS refuses too', () => {
  it.each<[string, unknown, PolicyKind?]>([
    ['is no object', '*'],
    ['has another version', { ...withChanges({}), Version: '2012-10-18' }],
    ['has an unknown element', { ...withChanges({}), Statements: [] }],
    ['has no statement', { Version: '2012-10-17' }],
    ['has a statement that is text', { Statement: ['Allow'] }],
    ['has an unknown element in a statement', withChanges({ Actions: 's3:GetObject' })],
    ['has another effect', withChanges({ Effect: 'allow' })],
    ['has no effect', withChanges({ Effect: undefined })],
    ['has no action', withChanges({ Action: undefined })],
    ['has an empty list of actions', withChanges({ Action: [] })],
    ['has an action without a service', withChanges({ Action: 'GetObject' })],
    ['has a resource that is no ARN', withChanges({ Resource: 'b/*' })],
    ['has no principal on a resource', withChanges({ Principal: undefined })],
    ['has a principal that is no ARN', withChanges({ Principal: { AWS: 'me' } })],
    ['has a wildcard in a principal', withChanges({ Principal: { AWS: 'arn:aws:iam::123456789012:role/*' } })],
    ['has a principal on an identity', withChanges({}), 'identity'],
    ['has a resource in a trust policy', withChanges({}), 'trust'],
    ['compares with a number that is none', withCondition('NumericLessThan', 's3:TlsVersion', 'new')],
    ['compares with a boolean that is none', withCondition('Bool', 'aws:SecureTransport', 'yes')],
    ['asks for the absence of a key with no boolean', withCondition('Null', 's3:if-match', 'no')],
    ['compares with nothing', withCondition('StringEquals', 's3:prefix', [])],
    ['has two statements of one name', { Statement: [1, 2].map(() => ({ ...statement, Sid: 'A' })) }],
  ])('%s', (...[, document, kind]) => {
    expect(refusal(document, kind)).toMatchObject({ kind: 'malformed' });
  });
});

describe('the start', () => {
  const files = 'FilesBucketPolicy/Properties/PolicyDocument/Statement/0';
  const role = 'ListFilesRole/Properties/Policies/0/PolicyDocument/Statement/0';
  const trust = 'ApiGatewayAccountRole/Properties/AssumeRolePolicyDocument/Statement/0';

  it.each([
    [`${files}/Condition`, { BoolIfExists: { 'aws:SecureTransport': 'false' } }, 'the operator BoolIfExists'],
    [`${files}/Principal`, { CanonicalUser: '79a5' }, 'use AWS or Service'],
    [`${role}/Condition`, { StringLike: { 's3:prefixes': 'users/*' } }, 'this condition key is not implemented'],
    [`${role}/NotAction`, 's3:PutObject', 'use Action.'],
    [`${trust}/Principal`, { Federated: 'a' }, 'use AWS or Service'],
  ] as const)('stops for another %s', (path, value, sentence) => {
    const parsed = parseTemplate(join(import.meta.dirname, '../../../template.yaml'));
    const segments = `Resources/${path}`.split('/');
    const changed = structuredClone(parsed) as Record<string, Json>;
    const last = segments.pop() ?? '';
    const target = segments.reduce<unknown>((it, key) => (it as Record<string, unknown>)[key], changed);
    Object.assign(target as object, { [last]: value });
    const template = resolveTemplate(changed, { ...place, parameters: { ApiGatewayLogRole: 'create' } });
    expect(() => createAuthorize(template)).toThrow(TemplateError);
    expect(() => createAuthorize(template)).toThrow(
      /^template\.yaml: template\.Resources\.\w+\.Properties\..*Statement\[0\]\./,
    );
    expect(() => createAuthorize(template)).toThrow(sentence);
  });
});
