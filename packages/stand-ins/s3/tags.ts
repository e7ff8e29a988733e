import { array, object, optional, string } from 'valibot';

import type { Context } from './access.ts';
import { S3Error } from './errors.ts';
import type { S3Request } from './request.ts';
import { element, readXml } from './xml-read.ts';
import { xmlDocument } from './xml.ts';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

export type Tags = readonly Tag[];

/** The limit counts UTF-16 code units ("Categorizing your storage using tags"). */
const maxKeyCharacters = 128;
const maxValueCharacters = 256;
/**
 * The allowed characters: "Letters, numbers, and spaces representable in UTF-8, and the following characters: + - = . _
 * : / @".
 */
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** The element `Tag`, any number of times; it must be read as one of `lists`. */
export const tagElements = element({
  Tag: optional(array(element({ Key: string(), Value: string() })), []),
});

const tagging = object({ Tagging: element({ TagSet: tagElements }) });

/** Reads the body of PutBucketTagging. Throws `MalformedXML`, `InvalidTag`, and `BadRequest` for too many tags. */
export function readBucketTagging(document: string): Tags {
  const tags = tagsIn(document);
  checkBucketTags(tags);
  return tags;
}

/** Reads the body of PutObjectTagging. Throws `MalformedXML`, `InvalidTag`, and `BadRequest` for too many tags. */
export function readObjectTagging(document: string): Tags {
  const tags = tagsIn(document);
  checkTags(tags, maxObjectTags, 'Object');
  return tags;
}

const tagsIn = (document: string): Tags => readXml(document, ['Tag'], tagging).Tagging.TagSet.Tag;

export const writeTagging = (tags: Tags): string =>
  xmlDocument('Tagging', { TagSet: { Tag: tags.map(({ Key, Value }) => ({ Key, Value })) } });

const maxObjectTags = 10;
const maxBucketTags = 50;

/** Throws `InvalidTag`, and `BadRequest` for too many tags. */
export const checkBucketTags = (tags: Tags): void => checkTags(tags, maxBucketTags, 'Bucket');

/** Returns the tags of the header `x-amz-tagging`. */
export function requestedTags(request: S3Request): Tags {
  const text = request.header('x-amz-tagging') ?? '';
  const tags = [...new URLSearchParams(text)].map(([Key, Value]) => ({ Key, Value }));
  if (new Set(tags.map(({ Key }) => Key)).size < tags.length || tags.some(({ Key }) => Key === '')) {
    throw new S3Error('InvalidArgument', {
      message:
        "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.",
      details: { ArgumentName: 'x-amz-tagging', ArgumentValue: text },
    });
  }
  checkTags(tags, maxObjectTags, 'Object');
  return tags;
}

/** Returns the condition keys about the tags that a request brings. */
export const tagContext = (tags: Tags): Context =>
  tags.length === 0
    ? {}
    : {
        's3:RequestObjectTagKeys': tags.map(({ Key }) => Key),
        ...Object.fromEntries(tags.map(({ Key, Value }) => [`s3:RequestObjectTag/${Key}`, Value])),
      };

function checkTags(tags: Tags, maxTags: number, what: string): void {
  if (tags.length > maxTags) {
    throw new S3Error('BadRequest', { message: `${what} tags cannot be greater than ${maxTags}` });
  }
  const seen = new Set<string>();
  for (const { Key, Value } of tags) {
    if (Key === '' || Key.length > maxKeyCharacters || !allowed.test(Key)) {
      throw new S3Error('InvalidTag', { message: 'The TagKey you have provided is invalid', details: { TagKey: Key } });
    }
    if (Value.length > maxValueCharacters || !allowed.test(Value)) {
      const message = 'The TagValue you have provided is invalid';
      throw new S3Error('InvalidTag', { message, details: { TagKey: Key, TagValue: Value } });
    }
    if (/^aws:/i.test(Key)) {
      const message = 'System tags cannot be added/updated by requester';
      throw new S3Error('InvalidTag', { message, details: { TagKey: Key } });
    }
    if (seen.has(Key)) {
      const message = 'Cannot provide multiple Tags with the same key';
      throw new S3Error('InvalidTag', { message, details: { TagKey: Key } });
    }
    seen.add(Key);
  }
}
