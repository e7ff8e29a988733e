import type { Facts } from './facts.ts';

/** Examines one thing that must be right. Returns a sentence with the fix when it is not. */
export interface Examination {
  readonly name: string;
  readonly examine: (facts: Facts) => string | undefined;
}

/**
 * Returns the command that restores a setting. CloudFormation changes only what differs in a new template, so a setting
 * that was changed by hand must be changed back by hand.
 */
export const restore = ({ stackName }: Facts): string =>
  stackName === undefined
    ? 'Restore it in template.yaml and start again.'
    : 'Change it back in the console, or restore it in template.yaml and run "npm run deploy".';
