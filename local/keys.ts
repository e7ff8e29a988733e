import { randomBytes, randomInt } from 'node:crypto';
import { join } from 'node:path';

import * as v from 'valibot';
import type { AccessKey, FindAccessKey } from '@airlock/stand-ins/sigv4/access-key.ts';

import { readJsonFile, writeJsonFile } from './directory.ts';

const keyPair = v.object({ accessKeyId: v.string(), secretAccessKey: v.string() });
const temporaryKey = v.object({ ...keyPair.entries, sessionToken: v.string() });
const keysFile = v.object({ admin: keyPair, roles: v.record(v.string(), temporaryKey) });
type KeysFile = v.InferOutput<typeof keysFile>;

export interface Keys {
  /** The key of the account's administrator. */
  readonly admin: AccessKey;
  /** Returns the credentials of a role by the role's name. */
  readonly ofRole: (roleName: string) => AccessKey;
  readonly find: FindAccessKey;
}

/**
 * Opens the access keys of this installation. They are made once and stored, so that a URL that was signed before a
 * restart is still good after it. Roles have temporary credentials (`ASIA…` with a session token), as functions have on
 * AWS.
 */
export function openKeys(directory: string, accountId: string, roleNames: readonly string[]): Keys {
  const file = join(directory, 'keys.json');
  const known = readJsonFile(file, keysFile);
  const keys: KeysFile = {
    admin: known?.admin ?? makeKeyPair('AKIA'),
    roles: Object.fromEntries(roleNames.map((name) => [name, known?.roles[name] ?? makeTemporaryKey()])),
  };
  if (JSON.stringify(keys) !== JSON.stringify(known)) writeJsonFile(file, keys);
  const admin: AccessKey = { ...keys.admin, principalArn: `arn:aws:iam::${accountId}:root` };
  const roles = Object.entries(keys.roles).map(([name, key]) => {
    const principalArn = `arn:aws:sts::${accountId}:assumed-role/${name}/local`;
    return [name, { ...key, principalArn }] as const;
  });
  const byRole = new Map<string, AccessKey>(roles);
  const byId = new Map([admin, ...byRole.values()].map((key) => [key.accessKeyId, key]));
  return {
    admin,
    ofRole: (name) => {
      const key = byRole.get(name);
      if (key === undefined) throw new Error(`There is no key for the role ${name}.`);
      return key;
    },
    find: (accessKeyId) => byId.get(accessKeyId),
  };
}

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function makeKeyPair(prefix: 'AKIA' | 'ASIA') {
  const id = Array.from({ length: 16 }, () => base32[randomInt(base32.length)]).join('');
  return { accessKeyId: `${prefix}${id}`, secretAccessKey: randomBytes(30).toString('base64') };
}

const makeTemporaryKey = () => ({ ...makeKeyPair('ASIA'), sessionToken: randomBytes(96).toString('base64') });
