import type { Route } from '@airlock/template';

export interface Matched {
  /** The path of the resource as the template writes it, such as `/uploads/{uploadId}`. */
  readonly resource: string;
  /** `undefined` stands for the method that SAM generates for CORS. */
  readonly route: Route | undefined;
  readonly pathParameters: Readonly<Record<string, string>> | null;
}

export type FindRoute = (method: string, path: string) => Matched | undefined;

/**
 * Finds resource and method as API Gateway does: a literal segment wins over `{name}`, which wins over `{name+}`.
 * Returns `undefined` for an unknown resource and for an unknown method: both are answered with "Missing Authentication
 * Token".
 * @param hasCors gives every resource an OPTIONS method of its own
 */
export function createRouting(routes: readonly Route[], hasCors: boolean): FindRoute {
  const resources = [...new Set(routes.map(({ path }) => path))].sort(bySpecificity);
  return (method, path) => {
    // AWS routes `/files/` as `/files`: https://github.com/aws/chalice/issues/65
    const segments = path
      .replace(/(?<=.)\/$/, '')
      .split('/')
      .slice(1);
    for (const resource of resources) {
      const pathParameters = matchSegments(resource.split('/').slice(1), segments);
      if (pathParameters === undefined) continue;
      const route = routes.find((it) => it.path === resource && (it.method === method || it.method === 'ANY'));
      // Resource and method decide together: https://github.com/ministackorg/ministack/pull/1423
      if (route === undefined && !(hasCors && method === 'OPTIONS')) continue;
      return { resource, route, pathParameters: Object.keys(pathParameters).length > 0 ? pathParameters : null };
    }
    return undefined;
  };
}

/** Sorts literal before parameter before greedy parameter, segment by segment. */
function bySpecificity(left: string, right: string): number {
  const rank = (path: string): string => path.replace(/\{[^}]+\+\}/g, '\uffff').replace(/\{[^}]+\}/g, '\ufffe');
  return rank(left) < rank(right) ? -1 : 1;
}

function matchSegments(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, wanted] of pattern.entries()) {
    const [, name, greedy] = /^\{([^}+]+)(\+)?\}$/.exec(wanted) ?? [];
    const value = segments.slice(index, greedy === undefined ? index + 1 : undefined).join('/');
    if (name === undefined ? value !== wanted : value === '') return undefined;
    if (name !== undefined) parameters[name] = percentDecoded(value);
    if (greedy !== undefined) return parameters;
  }
  return pattern.length === segments.length ? parameters : undefined;
}

/** Decodes once; a text that is not valid percent-encoding stays as it is. */
export function percentDecoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
