import { requireDigest, readText } from '../body/read-text.ts';
import { readObjectTagging, tagContext, writeTagging, type Tags } from '../tags.ts';
import type { ObjectVersion } from '../store/version-row.ts';
import { xmlAnswer, type Answer, type BucketCall } from './call.ts';
import { findObject } from './find-version.ts';

const maxBytes = 64 * 1024;

export async function getObjectTagging(call: BucketCall): Promise<Answer> {
  const object = await found(call, 'Get');
  const answer = xmlAnswer(writeTagging(object.tags));
  return { ...answer, headers: { ...answer.headers, ...version(call, object) } };
}

/** PutObjectTagging: replaces all tags of the current version or of a named one. The object gets no new version. */
export async function putObjectTagging(call: BucketCall): Promise<Answer> {
  const { request, requester } = call;
  requireDigest(request);
  const tags = readObjectTagging(await readText(request, requester, maxBytes));
  return { status: 200, headers: version(call, await tag(call, 'Put', tags)) };
}

export async function deleteObjectTagging(call: BucketCall): Promise<Answer> {
  return { status: 204, headers: version(call, await tag(call, 'Delete', [])) };
}

async function tag(call: BucketCall, verb: 'Put' | 'Delete', tags: Tags): Promise<ObjectVersion> {
  const object = await found(call, verb, tags);
  call.store.metadata.setTags(object.sequence, tags);
  return object;
}

function found(call: BucketCall, verb: 'Get' | 'Put' | 'Delete', tags: Tags = []): Promise<ObjectVersion> {
  return findObject(call, actions(verb), tagContext(tags));
}

const actions = (verb: string) => ({
  current: `s3:${verb}ObjectTagging`,
  version: `s3:${verb}ObjectVersionTagging`,
});

const version = ({ bucket }: BucketCall, { versionId }: ObjectVersion): Record<string, string> =>
  bucket.versioning === 'never' ? {} : { 'x-amz-version-id': versionId };
