import { SigV4Refusal, type SigV4Code } from './refusal.ts';
import type { CredentialScope } from './signature.ts';

export interface Credential {
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
}

/** The code and the opening words of errors about a credential, which differ between header and query. */
export interface CredentialPlace {
  readonly code: SigV4Code;
  readonly opening: string;
}

const expected = 'expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request"';

/** Reads `AKID/20260102/eu-central-1/s3/aws4_request`, which must be for the region and service of the endpoint. */
export function parseCredential(
  text: string,
  place: CredentialPlace,
  endpoint: { readonly region: string; readonly service: string },
): Credential {
  const refuse = (what: string, details: Record<string, string> = {}) =>
    new SigV4Refusal(place.code, `${place.opening}; ${what}`, details);
  const [accessKeyId, date, region, service, terminal, ...rest] = text.split('/');
  if (!accessKeyId || !date || region === undefined || service === undefined || rest.length > 0) {
    throw refuse(`the Credential is mal-formed; ${expected}.`);
  }
  if (!/^\d{8}$/.test(date)) {
    throw refuse(`incorrect date format "${date}". This date in the credential must be in the format "yyyyMMdd".`);
  }
  if (region !== endpoint.region) {
    throw refuse(`the region '${region}' is wrong; expecting '${endpoint.region}'`, { Region: endpoint.region });
  }
  if (service !== endpoint.service) {
    throw refuse(`incorrect service "${service}". This endpoint belongs to "${endpoint.service}".`);
  }
  if (terminal !== 'aws4_request') {
    throw refuse(`incorrect terminal "${terminal ?? ''}". This endpoint uses "aws4_request".`);
  }
  return { accessKeyId, scope: { date, region, service } };
}

/** Reads `yyyyMMddTHHmmssZ`; returns `undefined` for any other text and for days that do not exist. */
export function parseTimestamp(text: string): Date | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const iso = `${year ?? ''}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}.000Z`;
  const date = new Date(iso);
  return !Number.isNaN(date.getTime()) && date.toISOString() === iso ? date : undefined;
}

/** Writes a moment as `yyyyMMddTHHmmssZ`. */
export const formatTimestamp = (date: Date): string => date.toISOString().replace(/[-:]|\.\d{3}/g, '');

/** Writes a moment without milliseconds, as S3 does in error documents. */
export const isoSeconds = (date: Date): string => date.toISOString().replace(/\.\d{3}/, '');
