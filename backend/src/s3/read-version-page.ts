import type { ListObjectVersionsCommandOutput } from '@aws-sdk/client-s3';

import { malformed } from './required.ts';
import { XmlElements } from './xml-elements.ts';
import { date, once, truth, wholeNumber } from './xml-values.ts';

/** What a page of versions has, by the names of the SDK. What S3 did not send is `undefined`. */
export type VersionListPage = Pick<
  ListObjectVersionsCommandOutput,
  'DeleteMarkers' | 'IsTruncated' | 'NextKeyMarker' | 'NextVersionIdMarker' | 'Versions'
>;

/**
 * Reads the XML of a page of ListObjectVersions; docs/decisions/0019 says why the SDK does not. Throws for XML that ends early or is
 * not as S3 writes it, and for a value that cannot be read. S3 counts nothing in such a page.
 * https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectVersions.html
 */
export function readVersionPage(xml: string): VersionListPage {
  const elements = new XmlElements(xml);
  const Versions: NonNullable<VersionListPage['Versions']> = [];
  const DeleteMarkers: NonNullable<VersionListPage['DeleteMarkers']> = [];
  let IsTruncated: boolean | undefined;
  let NextKeyMarker: string | undefined;
  let NextVersionIdMarker: string | undefined;
  elements.root('ListVersionsResult', (name) => {
    if (name === 'Version') Versions.push(readVersion(elements, name));
    else if (name === 'DeleteMarker') DeleteMarkers.push(readVersion(elements, name));
    else if (name === 'IsTruncated') IsTruncated = once(IsTruncated, truth(elements.text(name), name), name);
    else if (name === 'NextKeyMarker') NextKeyMarker = once(NextKeyMarker, elements.text(name), name);
    else if (name === 'NextVersionIdMarker') NextVersionIdMarker = once(NextVersionIdMarker, elements.text(name), name);
    // Keys are encoded where a request asks for it. None of ours does, and some servers then say that they are not.
    else if (name === 'EncodingType' && elements.text(name) === '') return;
    else if (name === 'EncodingType') throw malformed(name);
    else elements.skip(name);
  });
  return { Versions, DeleteMarkers, IsTruncated, NextKeyMarker, NextVersionIdMarker };
}

/** Reads a version of a file, or a deletion, which has neither a size nor an ETag. */
function readVersion(elements: XmlElements, element: string) {
  let Key: string | undefined;
  let VersionId: string | undefined;
  let IsLatest: boolean | undefined;
  let LastModified: Date | undefined;
  let ETag: string | undefined;
  let Size: number | undefined;
  elements.children(element, (name) => {
    if (name === 'Key') Key = once(Key, elements.text(name), name);
    else if (name === 'VersionId') VersionId = once(VersionId, elements.text(name), name);
    else if (name === 'IsLatest') IsLatest = once(IsLatest, truth(elements.text(name), name), name);
    else if (name === 'LastModified') LastModified = once(LastModified, date(elements.text(name)), name);
    else if (name === 'ETag') ETag = once(ETag, elements.text(name), name);
    else if (name === 'Size') Size = once(Size, wholeNumber(elements.text(name), name), name);
    else elements.skip(name);
  });
  return { Key, VersionId, IsLatest, LastModified, ETag, Size };
}
