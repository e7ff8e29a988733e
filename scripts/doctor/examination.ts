import type { Facts } from './facts.ts';

/** One thing that must be right. Returns a sentence with the fix when it is not. */
export interface Examination {
  readonly name: string;
  readonly examine: (facts: Facts) => string | undefined;
}

/** CloudFormation mends only what a new template changes, so what was changed by hand has to be changed back by hand. */
export const restore = ({ stackName }: Facts): string =>
  stackName === undefined
    ? 'Restore it in template.yaml and start again.'
    : 'Change it back in the console, or restore it in template.yaml and run "npm run deploy".';
