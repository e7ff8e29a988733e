import { array, maxLength, minLength, number, object, optional, picklist, pipe, strictObject, string } from 'valibot';

import { invalidRequest } from '../errors.ts';
import { wholeNumber } from './text-values.ts';
import { element, readXml } from '../xml-read.ts';
import { xmlDocument } from '../xml.ts';
import { xmlSetting, type Setting } from './setting.ts';

export interface CorsRule {
  readonly id?: string | undefined;
  readonly allowedHeaders: readonly string[];
  readonly allowedMethods: readonly string[];
  readonly allowedOrigins: readonly string[];
  readonly exposedHeaders: readonly string[];
  readonly maxAgeSeconds: number | undefined;
}

const methods = ['GET', 'PUT', 'HEAD', 'POST', 'DELETE'] as const;
const maxRules = 100;

/** The property of `AWS::S3::Bucket`. */
export const corsProperties = object({
  CorsRules: array(
    object({
      Id: optional(string()),
      AllowedHeaders: optional(array(string()), []),
      AllowedMethods: array(picklist(methods)),
      AllowedOrigins: array(string()),
      ExposedHeaders: optional(array(string()), []),
      MaxAge: optional(number()),
    }),
  ),
});

/** The body of PutBucketCors. */
const corsXml = strictObject({
  CORSConfiguration: element({
    CORSRule: pipe(
      array(
        element({
          ID: optional(pipe(string(), maxLength(255))),
          AllowedHeader: optional(array(string()), []),
          AllowedMethod: pipe(array(string()), minLength(1)),
          AllowedOrigin: pipe(array(string()), minLength(1)),
          ExposeHeader: optional(array(string()), []),
          MaxAgeSeconds: optional(wholeNumber),
        }),
      ),
      minLength(1),
    ),
  }),
});

const lists = ['CORSRule', 'AllowedHeader', 'AllowedMethod', 'AllowedOrigin', 'ExposeHeader'];

export const corsSetting: Setting = {
  ...xmlSetting,
  subresource: 'cors',
  actions: { get: 's3:GetBucketCORS', put: 's3:PutBucketCORS', delete: 's3:PutBucketCORS' },
  absent: { code: 'NoSuchCORSConfiguration' },
  accept: (document) => {
    const rules = readCors(document);
    rules.forEach(refuse);
    if (rules.length > maxRules) throw invalidRequest(`The number of CORS rules should not exceed ${maxRules}.`);
    return writeCors(rules);
  },
};

/** Reads a configuration. Throws `MalformedXML`. */
export const readCors = (document: string): readonly CorsRule[] =>
  readXml(document, lists, corsXml).CORSConfiguration.CORSRule.map((rule) => ({
    id: rule.ID,
    allowedHeaders: rule.AllowedHeader,
    allowedMethods: rule.AllowedMethod,
    allowedOrigins: rule.AllowedOrigin,
    exposedHeaders: rule.ExposeHeader,
    maxAgeSeconds: rule.MaxAgeSeconds,
  }));

export const writeCors = (rules: readonly CorsRule[]): string =>
  xmlDocument('CORSConfiguration', {
    CORSRule: rules.map((rule) => ({
      ID: rule.id,
      AllowedMethod: rule.allowedMethods,
      AllowedOrigin: rule.allowedOrigins,
      AllowedHeader: rule.allowedHeaders,
      ExposeHeader: rule.exposedHeaders,
      MaxAgeSeconds: rule.maxAgeSeconds,
    })),
  });

/**
 * Throws for a rule that S3 refuses: more than one wildcard in an origin or a header, a wildcard in an exposed header,
 * or a method that CORS does not have.
 */
function refuse(rule: CorsRule): void {
  for (const method of rule.allowedMethods) {
    if (methods.some((known) => known === method)) continue;
    throw invalidRequest(`Found unsupported HTTP method in CORS config. Unsupported method is ${method}`);
  }
  const stars = (text: string) => text.split('*').length - 1;
  for (const origin of rule.allowedOrigins) {
    if (stars(origin) > 1) throw invalidRequest(`AllowedOrigin "${origin}" can not have more than one wildcard.`);
  }
  for (const header of rule.allowedHeaders) {
    if (stars(header) > 1) throw invalidRequest(`AllowedHeader "${header}" can not have more than one wildcard.`);
  }
  for (const header of rule.exposedHeaders) {
    if (stars(header) === 0) continue;
    throw invalidRequest(
      `ExposeHeader "${header}" contains wildcard. We currently do not support wildcard for ExposeHeader.`,
    );
  }
}
