import {
  array,
  boolean,
  maxValue,
  minValue,
  number,
  optional,
  picklist,
  pipe,
  strictObject,
  string,
  unknown,
} from 'valibot';

import { invalidArgument, invalidRequest, operationNotImplemented, S3Error } from '../errors.ts';
import { element, readXml } from '../xml-read.ts';
import { xmlDocument } from '../xml.ts';
import { xmlSetting, type Setting } from './setting.ts';
import { flag, wholeNumber } from './text-values.ts';

const days = pipe(number(), minValue(1));
/** "You can specify up to 100 noncurrent versions to retain" (NoncurrentVersionExpiration, API Reference). */
const mostKept = 100;

/** The property of `AWS::S3::Bucket`. It is strict: a rule that demands more than is built must not be half obeyed. */
export const lifecycleProperties = strictObject({
  Rules: array(
    strictObject({
      Id: optional(string()),
      Status: picklist(['Enabled', 'Disabled']),
      Prefix: optional(string(), ''),
      AbortIncompleteMultipartUpload: optional(strictObject({ DaysAfterInitiation: days })),
      NoncurrentVersionExpiration: optional(
        strictObject({ NoncurrentDays: days, NewerNoncurrentVersions: optional(pipe(days, maxValue(mostKept))) }),
      ),
      ExpirationInDays: optional(days),
      ExpiredObjectDeleteMarker: optional(boolean()),
    }),
  ),
});

/** A rule in the words of the template, which are nearly those of the API. */
export interface WrittenRule {
  readonly Id?: string | undefined;
  readonly Status: 'Enabled' | 'Disabled';
  readonly Prefix: string;
  readonly AbortIncompleteMultipartUpload?: { readonly DaysAfterInitiation: number } | undefined;
  readonly NoncurrentVersionExpiration?:
    { readonly NoncurrentDays: number; readonly NewerNoncurrentVersions?: number | undefined } | undefined;
  readonly ExpirationInDays?: number | undefined;
  readonly ExpiredObjectDeleteMarker?: boolean | undefined;
}

const notBuilt = optional(unknown());

const lifecycleXml = strictObject({
  LifecycleConfiguration: element({
    Rule: array(
      element({
        ID: optional(string()),
        Status: picklist(['Enabled', 'Disabled']),
        Prefix: optional(string()),
        Filter: optional(
          element({
            Prefix: optional(string()),
            ...{ And: notBuilt, Tag: notBuilt, ObjectSizeGreaterThan: notBuilt, ObjectSizeLessThan: notBuilt },
          }),
        ),
        AbortIncompleteMultipartUpload: optional(element({ DaysAfterInitiation: wholeNumber })),
        NoncurrentVersionExpiration: optional(
          element({ NoncurrentDays: wholeNumber, NewerNoncurrentVersions: optional(wholeNumber) }),
        ),
        Expiration: optional(
          element({ ExpiredObjectDeleteMarker: optional(flag), Days: optional(wholeNumber), Date: notBuilt }),
        ),
        ...{ Transition: notBuilt, NoncurrentVersionTransition: notBuilt },
      }),
    ),
  }),
});

const lists = ['Rule', 'Transition', 'NoncurrentVersionTransition'];

export const lifecycleSetting: Setting = {
  ...xmlSetting,
  subresource: 'lifecycle',
  actions: {
    get: 's3:GetLifecycleConfiguration',
    put: 's3:PutLifecycleConfiguration',
    delete: 's3:PutLifecycleConfiguration',
  },
  absent: { code: 'NoSuchLifecycleConfiguration' },
  accept: (document) => {
    const rules = readLifecycle(document);
    checkRules(rules);
    return writeLifecycle(rules);
  },
};

/** Reads a configuration. Throws `MalformedXML`, and `NotImplemented` for actions and filters that are not built. */
export const readLifecycle = (document: string): readonly WrittenRule[] =>
  readXml(document, lists, lifecycleXml).LifecycleConfiguration.Rule.map(({ ID, Filter, Expiration, ...rule }) => {
    refuseNotBuilt('a lifecycle filter by', { ...Filter, Prefix: undefined });
    refuseNotBuilt('the lifecycle action Expiration with', { Date: Expiration?.Date });
    const { Transition, NoncurrentVersionTransition, ...built } = rule;
    refuseNotBuilt('the lifecycle action', { Transition, NoncurrentVersionTransition });
    return {
      ...built,
      Id: ID,
      Prefix: Filter?.Prefix ?? rule.Prefix ?? '',
      ExpirationInDays: Expiration?.Days,
      ExpiredObjectDeleteMarker: Expiration?.ExpiredObjectDeleteMarker,
    };
  });

export const writeLifecycle = (rules: readonly WrittenRule[]): string =>
  xmlDocument('LifecycleConfiguration', {
    Rule: rules.map((rule) => ({
      ID: rule.Id,
      Filter: { Prefix: rule.Prefix },
      Status: rule.Status,
      AbortIncompleteMultipartUpload: rule.AbortIncompleteMultipartUpload,
      NoncurrentVersionExpiration: rule.NoncurrentVersionExpiration,
      ...(expires(rule) && {
        Expiration: { Days: rule.ExpirationInDays, ExpiredObjectDeleteMarker: rule.ExpiredObjectDeleteMarker },
      }),
    })),
  });

const expires = ({ ExpirationInDays, ExpiredObjectDeleteMarker }: WrittenRule): boolean =>
  ExpirationInDays !== undefined || ExpiredObjectDeleteMarker !== undefined;

function refuseNotBuilt(what: string, asked: Readonly<Record<string, unknown>>): void {
  const [name] = Object.entries(asked).find(([, value]) => value !== undefined) ?? [];
  if (name !== undefined) throw operationNotImplemented(`${what} ${name}`);
}

function checkRules(rules: readonly WrittenRule[]): void {
  const ids = new Set<string>();
  for (const { Id, ...rule } of rules) {
    if (Id !== undefined && ids.has(Id)) {
      throw invalidArgument('Rule ID must be unique. Found same ID for more than one rule', 'ID', Id);
    }
    if (Id !== undefined) ids.add(Id);
    const { AbortIncompleteMultipartUpload: abort, NoncurrentVersionExpiration: noncurrent } = rule;
    if (!abort && !noncurrent && !expires(rule)) {
      throw invalidRequest('At least one action needs to be specified in a rule.');
    }
    // "ExpiredObjectDeleteMarker … cannot be specified with Days or Date" (LifecycleExpiration, API Reference).
    if (rule.ExpirationInDays !== undefined && rule.ExpiredObjectDeleteMarker !== undefined) {
      throw new S3Error('MalformedXML');
    }
    positive('Days', rule.ExpirationInDays);
    positive('DaysAfterInitiation', abort?.DaysAfterInitiation);
    positive('NoncurrentDays', noncurrent?.NoncurrentDays);
    const kept = noncurrent?.NewerNoncurrentVersions;
    positive('NewerNoncurrentVersions', kept);
    if (kept !== undefined && kept > mostKept) {
      const message = `'NewerNoncurrentVersions' must be at most ${mostKept}`;
      throw invalidArgument(message, 'NewerNoncurrentVersions', String(kept));
    }
  }
}

function positive(name: string, value: number | undefined): void {
  if (value === 0) throw invalidArgument(`'${name}' must be a positive integer`, name, '0');
}
