import { readBucketTagging, writeTagging } from '../tags.ts';
import { xmlSetting, type Setting } from './setting.ts';

/** Tags of a bucket; nothing acts on them. */
export const taggingSetting: Setting = {
  ...xmlSetting,
  subresource: 'tagging',
  actions: { get: 's3:GetBucketTagging', put: 's3:PutBucketTagging', delete: 's3:PutBucketTagging' },
  putStatus: 204,
  absent: { code: 'NoSuchTagSet' },
  accept: (document) => writeTagging(readBucketTagging(document)),
};
