/** When a write may happen: on a name that is free, or in place of exactly one version. */
export type WriteCondition = { readonly kind: 'create' } | { readonly kind: 'replace'; readonly etag: string };

/** The condition that a request asks for: no write overwrites blindly, so there is always one. */
export function writeCondition(replaces: string | undefined): WriteCondition {
  return replaces === undefined ? { kind: 'create' } : { kind: 'replace', etag: replaces };
}
