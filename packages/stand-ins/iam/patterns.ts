export type Matches = (text: string) => boolean;

/** Makes a matcher of texts in which `*` stands for any characters and `?` for one. Upper and lower case differ. */
export const matchesPattern = (pattern: string): Matches => matcher(pattern, wildcards(pattern, '.'));

/** Makes a matcher of actions: `s3:Get*`. IAM does not distinguish upper and lower case in them. */
export function matchesAction(pattern: string): Matches {
  const matches = matchesPattern(pattern.toLowerCase());
  return (action) => matches(action.toLowerCase());
}

/** Makes a matcher of ARNs, or of everything for `*`. A wildcard in one of the first five parts stays within that part. */
export function matchesResource(pattern: string): Matches {
  if (pattern === '*') return () => true;
  const [, head = '', rest = ''] = arnParts.exec(pattern) ?? [];
  return matcher(pattern, wildcards(head, '[^:]') + wildcards(rest, '.'));
}

/** Whether a text has the six parts of an ARN, each of which may have wildcards. */
export const isArnPattern = (text: string): boolean => arnParts.test(text);

const arnParts = /^(arn:(?:[^:]*:){4})(.+)$/s;

/** Comparing texts is quicker than a regular expression, so that is done where the pattern has no wildcard. */
function matcher(literal: string, source: string): Matches {
  if (!/[*?]/.test(literal)) return (text) => text === literal;
  // `s`: names of files may have line breaks.
  const expression = new RegExp(`^${source}$`, 's');
  return (text) => expression.test(text);
}

/** Turns a pattern into the source of a regular expression; `character` is what a wildcard may stand for. */
const wildcards = (pattern: string, character: string): string =>
  pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/[*?]/g, (wildcard) => (wildcard === '*' ? `${character}*` : character));
