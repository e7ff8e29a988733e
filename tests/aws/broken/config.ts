import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';

import type { BrokenSetting } from './setting.ts';

/** Settings of `config.json`, as it is published beside the app. */
export function brokenConfig(s3: S3Client, Bucket: string): readonly BrokenSetting[] {
  const changed = (name: string, sentence: string, from: RegExp, to: string): BrokenSetting => ({
    ...{ name, sentence },
    spoil: async () => {
      const { Body, CacheControl, ContentType, Metadata } = await s3.send(
        new GetObjectCommand({ Bucket, Key: 'config.json' }),
      );
      const text = (await Body?.transformToString()) ?? '';
      const put = (it: string) =>
        s3.send(new PutObjectCommand({ Bucket, Key: 'config.json', Body: it, CacheControl, ContentType, Metadata }));
      await put(text.replace(from, to));
      return () => put(text);
    },
  });
  return [
    changed('another pool', 'names the pool us-east-1_other', /us-east-1_\w+/, 'us-east-1_other'),
    changed('another host', 'signatures hold for one host', /("filesUrl":\s*"https?:\/\/)/, '$1old.'),
  ];
}
