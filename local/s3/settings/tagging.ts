import { readTagging, writeTagging } from '../tags.ts';
import { xmlSetting, type Setting } from './setting.ts';

const maxTags = 50;

/** Tags of a bucket; nothing acts on them. */
export const taggingSetting: Setting = {
  ...xmlSetting,
  subresource: 'tagging',
  actions: { get: 's3:GetBucketTagging', put: 's3:PutBucketTagging', delete: 's3:PutBucketTagging' },
  putStatus: 204,
  absent: { code: 'NoSuchTagSet' },
  accept: (document) => writeTagging(readTagging(document, maxTags, 'Bucket')),
};
