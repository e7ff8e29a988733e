import { invalidParameter, notAuthorized } from './errors.ts';
import type { Pool } from './pool.ts';
import type { ClientSettings } from './client-settings.ts';
import type { PoolSettings } from './settings.ts';
import type { User } from './store/user-store.ts';

// "Working with user attributes", developer guide.
const standard = [
  ...[
    'address',
    'birthdate',
    'email',
    'email_verified',
    'family_name',
    'gender',
    'given_name',
    'locale',
    'middle_name',
  ],
  ...['name', 'nickname', 'phone_number', 'phone_number_verified', 'picture', 'preferred_username', 'profile'],
  ...['updated_at', 'website', 'zoneinfo'],
];
/** Attributes that only an administrator may set: a user may not vouch for their own address. */
const administratorsOnly = ['email_verified', 'phone_number_verified'];

/** Returns the attributes that a client may read. A client without a list reads all. */
export function readableAttributes(
  { ReadAttributes }: ClientSettings,
  attributes: Readonly<Record<string, string>>,
): Record<string, string> {
  const entries = Object.entries(attributes);
  return Object.fromEntries(entries.filter(([name]) => ReadAttributes?.includes(name) ?? true));
}

/** Whether the name can be an attribute of a user in a pool with this schema. */
export function isAttribute({ Schema }: Pick<PoolSettings, 'Schema'>, name: string): boolean {
  return standard.includes(name) || Schema.some(({ Name }) => name === `custom:${Name}`);
}

/** Returns names and values as the API writes them. `sub` comes first, as the service lists it. */
export function attributeList(user: Pick<User, 'sub' | 'attributes'>): { Name: string; Value: string }[] {
  const rest = Object.entries(user.attributes).map(([Name, Value]) => ({ Name, Value }));
  return [{ Name: 'sub', Value: user.sub }, ...rest];
}

/** Returns `attributes` when the pool's schema has each of them; throws InvalidParameterException otherwise. */
export function checkAttributes(
  pool: Pool,
  attributes: Readonly<Record<string, string>>,
  by: 'administrator' | 'user',
): Record<string, string> {
  for (const [name, value] of Object.entries(attributes)) {
    if (!isAttribute(pool.settings, name)) {
      throw invalidParameter(
        `Attributes did not conform to the schema: ${name}: Attribute does not exist in the schema.`,
      );
    }
    if (by === 'user' && administratorsOnly.includes(name)) {
      throw invalidParameter('Cannot modify the non-mutable attribute ' + name);
    }
    if (name === 'email' && !isEmail(value)) throw invalidParameter('Invalid email address format.');
  }
  return { ...attributes };
}

/**
 * Throws when a user of this client gives an attribute that the client may not write. A client without a list writes all
 * ("Attribute permissions and scopes", developer guide).
 */
export function checkWritable({ WriteAttributes }: ClientSettings, given: Readonly<Record<string, string>>): void {
  if (WriteAttributes === undefined || Object.keys(given).every((name) => WriteAttributes.includes(name))) return;
  throw notAuthorized('A client attempted to write unauthorized attribute');
}

/** Returns the attributes after a change: another address is not verified, unless the change says so. */
export function changedAttributes(
  before: Readonly<Record<string, string>>,
  change: Readonly<Record<string, string>>,
): Record<string, string> {
  const isMoved = change['email'] !== undefined && change['email'] !== before['email'];
  return { ...before, ...(isMoved && { email_verified: 'false' }), ...change };
}

export const isEmail = (text: string) => /^[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+$/.test(text);
