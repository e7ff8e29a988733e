/** Tests that docs/permissions.md agrees with the simulation. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseTemplate, readTemplate, resolveTemplate } from '@airlock/template';
import { replaced } from '@airlock/template/testing/change.ts';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';

import { granted, grantedOnState } from './checks/functions.ts';
import { permissionsPage } from '../../scripts/permissions/permissions-page.ts';
import { allowedActions, permissionsTable, s3Actions } from '../../scripts/permissions/permissions-table.ts';

// The table needs about a thousand decisions.
jest.setTimeout(120_000);

const root = join(import.meta.dirname, '../..');
const place = { stackName: 'airlock', region: 'eu-central-1', accountId: '123456789012' };
let allowed: ReadonlyMap<string, readonly string[]>;
let allowedOnState: typeof allowed;

beforeAll(async () => {
  const template = readTemplate(join(root, 'template.yaml'), place);
  allowed = await allowedActions(template);
  allowedOnState = await allowedActions(template, 'StateBucket');
});

describe('docs/permissions.md', () => {
  it('is current', async () => {
    const tables = { files: permissionsTable(allowed), state: permissionsTable(allowedOnState) };
    const page = permissionsPage({ ...tables, asked: (await s3Actions()).length });
    expect(readFileSync(join(root, 'docs/permissions.md'), 'utf8')).toBe(page);
  });
});

describe('of all S3 actions a function may do', () => {
  it.each(Object.entries(granted))('%s: %j and no other', (name, actions) => {
    expect(allowed.get(name)).toEqual(actions);
  });

  it.each(Object.entries(grantedOnState))('%s in the StateBucket: %j and no other', (name, actions) => {
    expect(allowedOnState.get(name)).toEqual(actions);
  });

  it('everything on the files of users, when its role says s3:*: the table would show it', async () => {
    const statement = 'PresignPutRole/Properties/Policies/0/PolicyDocument/Statement/Fn::If/2/0/Action';
    const wider = replaced(statement, 's3:*')(parseTemplate(join(root, 'template.yaml')));
    const actions = (await allowedActions(resolveTemplate(wider, place))).get('PresignPut') ?? [];
    expect(actions).toContain('s3:DeleteObjectVersion');
    expect(actions.length).toBeGreaterThan(20);
  });
});
