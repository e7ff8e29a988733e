import type { ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';

import { malformed } from './required.ts';
import { XmlElements } from './xml-elements.ts';
import { date, once, truth, wholeNumber } from './xml-values.ts';

/** What a page of a list has, by the names of the SDK. What S3 did not send is `undefined`. */
export type ListPage = Pick<
  ListObjectsV2CommandOutput,
  'CommonPrefixes' | 'Contents' | 'IsTruncated' | 'NextContinuationToken'
>;

/**
 * Reads the XML of a page of ListObjectsV2; docs/decisions/0019 says why the SDK does not. Throws for XML that ends early or is
 * not as S3 writes it, for a value that cannot be read, and for fewer entries than S3 has counted: no entry is ever left out.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html
 */
export function readListPage(xml: string): ListPage {
  const elements = new XmlElements(xml);
  const Contents: NonNullable<ListPage['Contents']> = [];
  const CommonPrefixes: NonNullable<ListPage['CommonPrefixes']> = [];
  let IsTruncated: boolean | undefined;
  let NextContinuationToken: string | undefined;
  let keyCount = 0;
  elements.root('ListBucketResult', (name) => {
    if (name === 'Contents') Contents.push(readFile(elements));
    else if (name === 'CommonPrefixes') CommonPrefixes.push(readPrefix(elements));
    else if (name === 'IsTruncated') IsTruncated = once(IsTruncated, truth(elements.text(name), name), name);
    else if (name === 'KeyCount') keyCount = wholeNumber(elements.text(name), name);
    else if (name === 'NextContinuationToken')
      NextContinuationToken = once(NextContinuationToken, elements.text(name), name);
    // Keys are encoded where a request asks for it. None of ours does, and some servers then say that they are not.
    else if (name === 'EncodingType' && elements.text(name) === '') return;
    else if (name === 'EncodingType') throw malformed(name);
    else elements.skip(name);
  });
  if (keyCount > Contents.length + CommonPrefixes.length) throw malformed('Contents');
  return { Contents, CommonPrefixes, IsTruncated, NextContinuationToken };
}

function readFile(elements: XmlElements) {
  let Key: string | undefined;
  let Size: number | undefined;
  let LastModified: Date | undefined;
  let ETag: string | undefined;
  elements.children('Contents', (name) => {
    if (name === 'Key') Key = once(Key, elements.text(name), name);
    else if (name === 'Size') Size = once(Size, wholeNumber(elements.text(name), name), name);
    else if (name === 'LastModified') LastModified = once(LastModified, date(elements.text(name)), name);
    else if (name === 'ETag') ETag = once(ETag, elements.text(name), name);
    else elements.skip(name);
  });
  return { Key, Size, LastModified, ETag };
}

function readPrefix(elements: XmlElements) {
  let Prefix: string | undefined;
  elements.children('CommonPrefixes', (name) => {
    if (name === 'Prefix') Prefix = once(Prefix, elements.text(name), name);
    else elements.skip(name);
  });
  return { Prefix };
}
