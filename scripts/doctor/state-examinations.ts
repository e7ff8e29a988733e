import { blockAgain, blocksOff, notRefused, stateDenials } from './bucket-rules.ts';
import { restore, type Examination } from './examination.ts';

/** The days after which the record of a change goes (`LifecycleConfiguration` of `StateBucket`). */
const recordDays = 7;

/** Examines what changes need: the bucket of their records, and the workflow that goes on with large ones. */
export const stateExaminations: readonly Examination[] = [
  {
    name: 'nothing in the state bucket can become public',
    examine: ({ state: { bucket, publicAccess } }) => {
      const off = blocksOff(publicAccess);
      return off === undefined ? undefined : `${bucket} lacks ${off}. ${blockAgain(bucket)}`;
    },
  },
  {
    name: 'the state bucket policy refuses what it must',
    examine: ({ state: { bucket, policy } }) => {
      const what = notRefused(policy, stateDenials);
      if (what === undefined) return undefined;
      return `The policy of ${bucket} no longer refuses ${what}. Put the statement of StateBucketPolicy in template.yaml back with "aws s3api put-bucket-policy".`;
    },
  },
  {
    name: 'records of changes go by themselves',
    examine: ({ state: { bucket, expirationDays } }) => {
      if (expirationDays === recordDays) return undefined;
      const fault =
        expirationDays === undefined ? 'never expire' : `expire after ${expirationDays} days, not after ${recordDays}`;
      return `Records in ${bucket} ${fault}. Restore LifecycleConfiguration of StateBucket in template.yaml and deploy it.`;
    },
  },
  {
    name: 'large changes have their workflow',
    examine: (facts) => {
      const { arn, status } = facts.workflow;
      if (status === 'ACTIVE') return undefined;
      return `The state machine ${arn} is ${status}: changes of more than 1,000 files cannot go on. ${restore(facts)}`;
    },
  },
  {
    name: 'a failed change is in a log',
    examine: (facts) => {
      const { arn, logLevel, logGroup } = facts.workflow;
      // Nothing can be said of the log of a state machine that is not there.
      if (facts.workflow.status !== 'ACTIVE' || (logLevel === 'ERROR' && logGroup !== undefined)) return undefined;
      const what = logGroup === undefined ? 'writes no log' : `writes its log at level ${logLevel}, not ERROR`;
      return `The state machine ${arn} ${what}. ${restore(facts)}`;
    },
  },
];
