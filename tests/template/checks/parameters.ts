import assert from 'node:assert/strict';

import { Cursor } from '@airlock/template';

import type { Check, Read } from './check.ts';

const parameters = (read: Read): readonly (readonly [string, Cursor])[] =>
  new Cursor(read.parsed, 'template').at('Parameters').entries();

function each(read: Read, check: (name: string, declared: Cursor) => void): void {
  for (const [name, declared] of parameters(read)) check(name, declared);
}

/** The ARNs that parameters take, of a partition in which the product does not run. */
const elsewhere = {
  AppCertificateArn: 'arn:aws-us-gov:acm:us-east-1:123456789012:certificate/a',
  WebAclArn: 'arn:aws-cn:wafv2:us-east-1:123456789012:global/webacl/a/b',
  RegionalWebAclArn: 'arn:aws-cn:wafv2:cn-north-1:123456789012:regional/webacl/a/b',
  FilesKmsKeyArn: 'arn:aws-cn:kms:cn-north-1:123456789012:key/k',
} as const;

export const parameterChecks: readonly Check[] = [
  {
    name: 'every parameter is described in sentences',
    check: (read) =>
      each(read, (name, it) => assert.match(it.at('Description').text().trim(), /^[A-Z“"].*[.?]$/s, name)),
  },
  {
    name: 'every parameter is restricted',
    check: (read) =>
      each(read, (name, it) => {
        const rules = ['AllowedValues', 'AllowedPattern', 'MinValue'].filter((rule) => it.maybe(rule) !== undefined);
        assert.equal(rules.length, 1, name);
      }),
  },
  {
    name: 'every pattern says in words what it wants',
    check: (read) =>
      each(read, (name, it) => {
        if (it.maybe('AllowedPattern') === undefined) return;
        assert.match(it.maybe('ConstraintDescription')?.text() ?? '', /^must .*\.$/, name);
      }),
  },
  {
    name: 'every parameter stands in one group',
    check: (read) => {
      const console = new Cursor(read.parsed, 'template').at('Metadata').at('AWS::CloudFormation::Interface');
      const groups = console.at('ParameterGroups').list();
      const grouped = groups.flatMap((it) =>
        it
          .at('Parameters')
          .list()
          .map((name) => name.text()),
      );
      assert.deepEqual(
        grouped.toSorted(),
        parameters(read)
          .map(([name]) => name)
          .toSorted(),
      );
    },
  },
  ...Object.entries(elsewhere).map(([name, arn]): Check => ({
    name: `${name} is of the commercial partition`,
    check: (read) => {
      assert.throws(() => read({ [name]: arn, AppDomainName: 'files.example.com' }), new RegExp(`Parameters.${name}`));
    },
  })),
];
