import assert from 'node:assert/strict';

import { at, property, type Check } from './check.ts';

/** Checks of how long the files bucket keeps what is no file any more. */
export const lifecycleChecks: readonly Check[] = [
  {
    name: 'FilesBucket aborts incomplete uploads after UnfinishedUploadDays',
    check: (read) => {
      const rule = (days: number) => ({
        Id: 'incomplete-uploads',
        Status: 'Enabled',
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: days },
      });
      assert.deepEqual(at(read(), 'FilesBucket/LifecycleConfiguration/Rules/0'), rule(7));
      const quick = read({ UnfinishedUploadDays: 2 });
      assert.deepEqual(at(quick, 'FilesBucket/LifecycleConfiguration/Rules/0'), rule(2));
    },
  },
  property('FilesBucket lets old versions expire', 'FilesBucket/LifecycleConfiguration/Rules/1', {
    Id: 'old-versions',
    Status: 'Enabled',
    NoncurrentVersionExpiration: { NoncurrentDays: 30 },
    ExpiredObjectDeleteMarker: true,
  }),
  {
    name: 'FilesBucket keeps KeptVersions of a file, and the one of a deleted file',
    check: (read) => {
      const rule = (versions: number) => ({
        Id: 'many-versions',
        Status: 'Enabled',
        NoncurrentVersionExpiration: { NoncurrentDays: 1, NewerNoncurrentVersions: versions },
      });
      const many = 'FilesBucket/LifecycleConfiguration/Rules/2';
      assert.deepEqual(at(read(), many), rule(50));
      assert.deepEqual(at(read({ KeptVersions: 1 }), many), rule(1));
      assert.throws(() => read({ KeptVersions: 0 }), /KeptVersions/);
    },
  },
];
