import assert from 'node:assert/strict';

import { createAuthorize } from '@airlock/stand-ins/iam';
import { resolveTemplate, type Json, type ParameterValue, type ResolvedTemplate } from '@airlock/template';
import { at } from '@airlock/template/testing/at.ts';

export { at } from '@airlock/template/testing/at.ts';

/** One promise of template.yaml. The check throws when it is not kept. */
export interface Check {
  readonly name: string;
  readonly check: (read: Read) => void | Promise<void>;
}

/** Returns the template as a stack with these parameters, or with the defaults. */
export interface Read {
  (parameters?: Readonly<Record<string, ParameterValue>>): ResolvedTemplate;
  /** The template as it is written. */
  readonly parsed: Json;
}

/** Where the stack that is checked would be. */
export const place = { stackName: 'airlock', region: 'eu-central-1', accountId: '123456789012' };

/** Returns a reader of a parsed template. The stack with the same parameters is read once. */
export function reader(parsed: Json): Read {
  const byDefault = resolveTemplate(parsed, place);
  const others = new Map<string, ResolvedTemplate>();
  const read = (parameters?: Readonly<Record<string, ParameterValue>>): ResolvedTemplate => {
    if (parameters === undefined) return byDefault;
    const name = JSON.stringify(parameters);
    const known = others.get(name) ?? resolveTemplate(parsed, { ...place, parameters });
    others.set(name, known);
    return known;
  };
  return Object.assign(read, { parsed });
}

/** Returns a check that a property has exactly this value with the default parameters. */
export const property = (name: string, path: string, expected: Json): Check => ({
  name,
  check: (read) => assert.deepEqual(at(read(), path), expected),
});

export interface Asked {
  /** Logical id of the function whose role makes the request; absent for the administrator of the account. */
  readonly by?: string;
  readonly action: string;
  readonly resource: string;
  readonly context?: Readonly<Record<string, string>>;
  readonly transport?: Readonly<Record<string, string>>;
}

type Authorize = ReturnType<typeof createAuthorize>;

const authorizeOf = new WeakMap<ResolvedTemplate, Authorize>();

/** Returns what decides on requests with the usual transport. The policies of a template are read once for all questions. */
function usualAuthorize(template: ResolvedTemplate): Authorize {
  const known = authorizeOf.get(template) ?? createAuthorize(template);
  authorizeOf.set(template, known);
  return known;
}

/** Returns what IAM would decide with the roles and bucket policies of the template. */
export function isAllowed(template: ResolvedTemplate, { by, action, resource, ...asked }: Asked): boolean {
  const account = template.stack.accountId;
  const principalArn =
    by === undefined
      ? `arn:aws:iam::${account}:root`
      : `arn:aws:sts::${account}:assumed-role/${template.id(`${by}Role`)}/check`;
  const { transport } = asked;
  const authorize = transport === undefined ? usualAuthorize(template) : createAuthorize(template, { transport });
  const principal = { accessKeyId: 'AKIA', secretAccessKey: 'secret', principalArn };
  return authorize({ principal, action, resource, context: asked.context ?? {} });
}
