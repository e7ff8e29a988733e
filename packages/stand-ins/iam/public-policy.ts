import type { Condition } from './conditions.ts';
import type { Policy } from './policy.ts';

/** Conditions whose fixed value makes a statement for everybody a statement for somebody. */
const limitingKeys = ['aws:sourceaccount', 'aws:sourcearn', 'aws:sourcevpc', 'aws:sourcevpce'];
const fixingOperators = ['StringEquals', 'StringLike'];

/**
 * Whether a bucket policy lets anybody in. "To be considered non-public, a bucket policy must grant access only to fixed
 * values (values that don't contain a wildcard or an IAM policy variable)" of principals or of certain condition keys
 * ("The meaning of public"). The keys are those of that page which the evaluator knows; it refuses the others.
 */
export const isPublic = (policy: Policy): boolean =>
  policy.statements.some(
    ({ effect, principals, conditions }) =>
      effect === 'Allow' && principals?.isEverybody === true && !conditions.some(isLimit),
  );

const isLimit = ({ operator, key, values }: Condition): boolean =>
  fixingOperators.includes(operator) && limitingKeys.includes(key) && values.every((value) => !/[*?]/.test(value));
