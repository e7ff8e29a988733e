import type { Stack } from '@aws-sdk/client-cloudformation';

/** Says what became of a stack whose deploy failed, and what to do next. The SAM CLI has printed the reason above. */
export function nextAfterFailure(stack: Stack | undefined, { stackName, region }: Place): string {
  const place = `--stack-name ${stackName} --region ${region}`;
  switch (stack?.StackStatus) {
    case undefined:
    case 'REVIEW_IN_PROGRESS':
      return '"sam deploy" failed; the reason is above. Nothing was created: mend it and run the same command again.';
    case 'ROLLBACK_COMPLETE':
    case 'ROLLBACK_FAILED':
    case 'CREATE_FAILED':
      return `The stack could not be created; the reason is above. Remove what is left of it with "sam delete ${place}" and its two empty buckets by hand, mend the cause, and run the same command again.`;
    case 'UPDATE_ROLLBACK_FAILED':
      return `The change failed and could not be taken back whole; the reason is above. The site still shows the app it showed before. Run "aws cloudformation continue-update-rollback ${place}", then the same command again.`;
    default:
      return '"sam deploy" failed; the reason is above. CloudFormation has put everything back, and the site runs as before: mend the cause and run the same command again.';
  }
}

interface Place {
  readonly stackName: string;
  readonly region: string;
}
