import type { Json, JsonObject, Resource, ResolvedTemplate } from '@airlock/template';

/** A resource that outlived its stack. */
export interface RetainedResource {
  readonly logicalId: string;
  readonly type: string;
  /** The property by which CloudFormation names a resource of this type, and its value. */
  readonly identifier: Readonly<Record<string, string>>;
}

/** Stands for the distribution, which does not exist while resources are adopted. */
export const noDistribution = 'no-distribution-yet';

/**
 * Settings of a bucket that are left out. CloudFormation compares templates, not buckets: what the import says and the
 * deploy repeats is never sent to S3, although the bucket may have been made with other parameters. CORS names the
 * distribution, too. Versions, owner and the block of public access are never left out.
 */
const leftToDeploy: ReadonlySet<string> = new Set([
  ...['BucketEncryption', 'CorsConfiguration', 'LifecycleConfiguration', 'ObjectLockConfiguration'],
]);

/** A mark that the deploy takes away again, so that it sends the whole pool and each whole policy once. */
const mark = 'airlock-adopted';

/**
 * Writes the template of an import change set: the retained resources and nothing else. An import may neither add other
 * resources nor outputs, each resource needs a DeletionPolicy, and CloudFormation does not compare properties.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/import-resources-manually.html
 */
export function importTemplate(template: ResolvedTemplate, retained: readonly RetainedResource[]): JsonObject {
  const resources = retained.map(({ logicalId, type }) => {
    const keep = { Type: type, DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' };
    return [logicalId, { ...keep, Properties: propertiesOf(template.resource(logicalId)) }] as const;
  });
  const Description = 'Airlock: what outlived a stack. The next deploy adds the rest.';
  return { AWSTemplateFormatVersion: '2010-09-09', Description, Resources: Object.fromEntries(resources) };
}

function propertiesOf({ type, properties }: Resource): JsonObject {
  const all = properties.object();
  if (type === 'AWS::S3::Bucket')
    return Object.fromEntries(Object.entries(all).filter(([it]) => !leftToDeploy.has(it)));
  if (type === 'AWS::Cognito::UserPool') return { ...all, UserPoolTags: { [mark]: 'true' } };
  const document = properties.at('PolicyDocument');
  const Statement = document
    .at('Statement')
    .list()
    .flatMap(({ value }) => (namesDistribution(value) ? [] : [value]));
  return { ...all, PolicyDocument: { ...document.object(), Id: mark, Statement } };
}

const namesDistribution = (statement: Json): boolean => JSON.stringify(statement).includes(noDistribution);
