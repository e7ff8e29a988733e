import type { Cursor, Json, ResolvedTemplate } from '@airlock/template';

import { accountId, everything, type Situation } from './simulator.ts';

type Documents = Pick<Situation, 'identityPolicies' | 'resourcePolicy'>;

const stranger = 'arn:aws:iam::210987654321:root';
const root = `arn:aws:iam::${accountId}:root`;
const session = (roleName: string): string => `arn:aws:sts::${accountId}:assumed-role/${roleName}/session`;

/** Contexts that make the conditions of the template hold and fail, alone and together. */
const contexts: readonly Situation['context'][] = [
  {},
  { 'aws:SecureTransport': 'false' },
  { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.1' },
  { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.2' },
  { 's3:signatureAge': '900000' },
  { 's3:signatureAge': '900001' },
  { 's3:signatureversion': 'AWS' },
  { 's3:ObjectCreationOperation': 'true' },
  { 's3:ObjectCreationOperation': 'true', 's3:if-none-match': '*' },
  { 's3:ObjectCreationOperation': 'true', 's3:if-match': '"e"' },
  { 's3:prefix': 'users/u/' },
  { 's3:prefix': 'elsewhere/' },
  { 'aws:SourceAccount': accountId },
];

/** An action that a pattern of the template stands for. */
const example: Readonly<Record<string, string>> = { 's3:*': 's3:GetObject' };

/** Requests that meet each statement of the template and miss it, with the policies that have a say. */
export function templateSituations(template: ResolvedTemplate) {
  const roles = template.ofType('AWS::IAM::Role').map(({ logicalId }) => logicalId);
  const identities = roles.map((roleId) => ({ roleId, documents: inlinePolicies(template, roleId) }));
  const situations = [
    ...identities.flatMap(({ roleId, documents }) => asIdentity(template, roleId, documents)),
    ...roles.flatMap((roleId) => asTrust(template, roleId)),
    ...resourcePolicies(template).flatMap((document) => asResource(template, document)),
  ];
  const documents = [
    ...identities.flatMap((it) => it.documents),
    ...roles.map((roleId) => template.resource(roleId).properties.at('AssumeRolePolicyDocument')),
    ...resourcePolicies(template),
  ];
  return { situations, statements: documents.flatMap((it) => it.at('Statement').list()).length };
}

function inlinePolicies(template: ResolvedTemplate, roleId: string): readonly Cursor[] {
  const name = template.id(roleId);
  const own = template.resource(roleId).properties.maybe('Policies')?.list() ?? [];
  const apart = template.ofType('AWS::IAM::Policy').map(({ properties }) => properties);
  const attached = apart.filter((it) => texts(it.at('Roles').value).includes(name));
  return [...own, ...attached].map((it) => it.at('PolicyDocument'));
}

const resourcePolicies = (template: ResolvedTemplate): readonly Cursor[] =>
  ['AWS::S3::BucketPolicy', 'AWS::SNS::TopicPolicy'].flatMap((type) =>
    template.ofType(type).map(({ properties }) => properties.at('PolicyDocument')),
  );

function asIdentity(template: ResolvedTemplate, roleId: string, documents: readonly Cursor[]): readonly Situation[] {
  const identityPolicies = documents.map((it) => it.value);
  return documents
    .flatMap((it) => it.at('Statement').list())
    .flatMap((statement) => {
      const asked = asksOf(statement);
      return asked.flatMap(({ action, resource }) =>
        policiesOf(template, action, resource).flatMap((resourcePolicy) =>
          all([session(template.id(roleId)), root], action, resource, { identityPolicies, resourcePolicy }),
        ),
      );
    });
}

/** The policy that the template has for the resource, or for a key the default of KMS. */
function policiesOf(template: ResolvedTemplate, action: string, resource: string): readonly unknown[] {
  if (action.startsWith('kms:')) {
    const open = { Effect: 'Allow', Principal: { AWS: root }, Action: 'kms:*', Resource: '*' };
    return [{ Version: '2012-10-17', Statement: [open] }];
  }
  const role = template.ofType('AWS::IAM::Role').find((it) => template.attribute(it.logicalId, 'Arn') === resource);
  if (role !== undefined) return [role.properties.at('AssumeRolePolicyDocument').value];
  // A role that is not there has no trust policy to ask.
  if (action === 'sts:AssumeRole') return [];
  const bucket = /^arn:[^:]+:s3:::[^/]+/.exec(resource)?.[0] ?? 'none';
  return [undefined, ...resourcePolicies(template).map((it) => it.value)].filter(
    (it) => it === undefined || JSON.stringify(it).includes(`${bucket}/`),
  );
}

function asTrust(template: ResolvedTemplate, roleId: string): readonly Situation[] {
  const { properties } = template.resource(roleId);
  const trust = properties.at('AssumeRolePolicyDocument');
  const signers = [root, stranger, undefined, ...template.functions.map((it) => session(template.id(it.roleId)))];
  return [[], [everything]].flatMap((identityPolicies) =>
    all(signers, 'sts:AssumeRole', template.attribute(roleId, 'Arn'), {
      identityPolicies,
      resourcePolicy: trust.value,
    }),
  );
}

function asResource(template: ResolvedTemplate, document: Cursor): readonly Situation[] {
  const sources = template.ofType('AWS::CloudFront::Distribution').map((it) => template.id(it.logicalId));
  const arns = sources.map((id) => ({ 'aws:SourceArn': `arn:aws:cloudfront::${accountId}:distribution/${id}` }));
  return document
    .at('Statement')
    .list()
    .flatMap((statement) => asksOf(statement))
    .flatMap(({ action, resource }) =>
      [[], [everything]].flatMap((identityPolicies) =>
        all([session('any'), root, stranger, undefined], action, resource, {
          ...{ identityPolicies, resourcePolicy: document.value },
          more: arns,
        }),
      ),
    );
}

function all(
  signers: readonly (string | undefined)[],
  action: string,
  resource: string,
  { more = [], ...documents }: Documents & { readonly more?: readonly Situation['context'][] },
): readonly Situation[] {
  // No statement about another service has a condition on its keys.
  const some = /^(?:s3|sns):/.test(action) ? [...contexts, ...more] : contexts.slice(0, 2);
  return signers.flatMap((principal) =>
    some.map((context) => ({
      ...{ principal, action, resource, context, sessionPolicy: undefined, restrictsPublic: true },
      ...documents,
    })),
  );
}

/** The actions of a statement on a resource that it names, on its neighbour, and on another one. */
function asksOf(statement: Cursor): readonly { readonly action: string; readonly resource: string }[] {
  const resources = texts(statement.at('Resource').value);
  return texts(statement.at('Action').value).flatMap((named) => {
    const action = example[named] ?? named;
    // What stands for the wildcard: a stream of a log group, or a file.
    const tail = action.startsWith('logs:') ? 'log-stream:s' : 'u/a.txt';
    return resources.flatMap((pattern) =>
      [pattern.replaceAll('*', tail), `${pattern.replaceAll('*', tail)}2`, pattern.replace('users/', 'elsewhere/')]
        .map((resource) => (pattern === '*' ? pattern : resource.replaceAll('*', tail)))
        .filter((resource) => isOfType(action, resource))
        .map((resource) => ({ action, resource })),
    );
  });
}

/** The simulator refuses an action on a resource of another type. */
function isOfType(action: string, resource: string): boolean {
  if (!action.startsWith('s3:')) return true;
  return resource.includes('/') !== /Bucket/.test(action);
}

const texts = (value: Json): readonly string[] => (Array.isArray(value) ? value : [value]) as readonly string[];
