import { uriEncode } from '../../sigv4/index.ts';
import { invalidArgument } from '../errors.ts';
import type { S3Request } from '../request.ts';

/** The parameters that all lists of keys have in common. */
export interface ListParameters {
  readonly prefix: string;
  readonly delimiter: string;
  /** 0 to 1,000: S3 never returns more. */
  readonly maxKeys: number;
  /** Writes a key, prefix or delimiter as `encoding-type` demands. */
  readonly encode: (text: string) => string;
  readonly encodingType: 'url' | undefined;
}

const pageSize = 1000;

/** Reads the parameters. `limit` names the parameter with the length of a page. Throws `InvalidArgument`. */
export function listParameters({ query }: S3Request, limit = 'max-keys'): ListParameters {
  const encodingType = query.get('encoding-type');
  if (encodingType !== undefined && encodingType !== 'url') {
    throw invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', encodingType);
  }
  return {
    prefix: query.get('prefix') ?? '',
    delimiter: query.get('delimiter') ?? '',
    maxKeys: pageLimit(query, limit),
    encodingType,
    encode: encodingType === 'url' ? urlEncode : (text) => text,
  };
}

/** Returns a number from 0 to 1,000. Throws `InvalidArgument`. */
export function pageLimit(query: ReadonlyMap<string, string>, name: string): number {
  return Math.min(nonNegative(query, name) ?? pageSize, pageSize);
}

/** Returns the number, or `undefined` when it is not given. Throws `InvalidArgument`. */
export function nonNegative(query: ReadonlyMap<string, string>, name: string): number | undefined {
  const text = query.get(name);
  if (text === undefined || text === '') return undefined;
  const value = Number(text);
  if (!/^-?\d+$/.test(text) || value > 2_147_483_647) {
    throw invalidArgument(`Provided ${name} not an integer or within integer range`, name, text);
  }
  if (value < 0) {
    throw invalidArgument(`Argument ${name} must be an integer between 0 and 2147483647`, name, text);
  }
  return value;
}

/** Encodes a text for a URL, but leaves slashes as they are, as S3 does in listings. */
const urlEncode = (text: string): string => text.split('/').map(uriEncode).join('/');
