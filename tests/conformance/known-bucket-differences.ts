import type { OracleName } from '../stores/known-differences.ts';

const noBlock = 'Has no public access block.';

/** Differences in tags, buckets and their settings, in the form of `knownDifferences`. */
export const knownBucketDifferences: Readonly<Record<OracleName, Readonly<Record<string, string>>>> = {
  SeaweedFS: {
    'tags: each version has its own': 'Does not say which version it is about.',
    'tags: more than ten is refused': 'Refuses too, with another code.',
    'tags: a key of AWS is refused': 'Does not keep the prefix aws: to itself.',
    'tags: the same key twice is refused': 'Takes the last of them.',
    'tags: a set that is none is refused': 'Takes it for an empty set.',
    'tags: a header with the same key twice is refused': 'Refuses too, with another code.',
    'tags: a header with more than ten is refused': 'Has no limit there.',
    'tags: a header with a character that tags have not is refused': 'Takes any character there.',
    'bucket: made, listed, used, and gone when it is deleted': 'Deletes a bucket with what is in it.',
    'bucket: an ACL for everybody is refused': 'Has ACLs.',
    'bucket: another region than that of the endpoint is refused': 'Has no region of its own and takes any.',
    'cors setting: is answered, holds at once, and is gone when it is deleted':
      'Answers preflights for buckets without CORS from a default of its own.',
    'cors setting: a rule without a method is refused': 'Refuses too, with another code.',
    'cors setting: not without a digest of the body': 'Does not demand a digest.',
    'policy: whoever owns the bucket can always take it back': 'Locks the owner out.',
    'policy: one about another bucket is refused': 'Refuses too, with another code.',
    'policy: one about everything is refused': 'Refuses too, with another code.',
    'policy: one for nobody is refused': 'Refuses too, with another code.',
    'policy: an action of another service is refused': 'Refuses too, with another code.',
    'public access: a new bucket blocks all of it': noBlock,
    'public access: without a block a public policy lets everybody in': noBlock,
    'public access: RestrictPublicBuckets closes a policy that is already there': noBlock,
    'public access: a block that is no XML, or has a word that is neither true nor false': noBlock,
  },
  versitygw: {
    'tags: each version has its own': 'Does not say which version it is about.',
    'tags: a key of AWS is refused': 'Does not keep the prefix aws: to itself.',
    'tags: a set that is none is refused': 'Takes it for an empty set.',
    'tags: a header with more than ten is refused': 'Has no limit there.',
    'bucket: the name a..b is refused': 'Knows fewer rules for names.',
    'bucket: the name xn--abc is refused': 'Knows fewer rules for names.',
    'bucket: the name abc-s3alias is refused': 'Knows fewer rules for names.',
    'policy: is answered as it was put, denies even the root user, and is gone when it is deleted':
      'Does not bind its root user.',
    'policy: whoever owns the bucket can always take it back': 'Does not bind its root user.',
    'policy: one for nobody is refused': 'Takes it.',
    'policy: an action of another service is refused':
      'Refuses too, but keeps the policy of the case before, which it took.',
    'public access: a new bucket blocks all of it': noBlock,
    'public access: without a block a public policy lets everybody in': noBlock,
    'public access: RestrictPublicBuckets closes a policy that is already there': noBlock,
    'public access: BlockPublicPolicy lets a policy pass that is not public': 'Knows no such condition key.',
    'public access: a block that is no XML, or has a word that is neither true nor false': noBlock,
  },
};
