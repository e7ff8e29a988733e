/** The condition of a write: it creates a file where none is, or replaces exactly one version. */
export type WriteCondition = { readonly kind: 'create' } | { readonly kind: 'replace'; readonly etag: string };

/** Returns the condition that a request asks for. Every write has a condition, because no write overwrites blindly. */
export function writeCondition(replaces: string | undefined): WriteCondition {
  return replaces === undefined ? { kind: 'create' } : { kind: 'replace', etag: replaces };
}
