import { resolveResources, type Json, type ParameterValue, type ResolvedResources } from '@airlock/template';
import type { Change } from '@airlock/template/testing/change.ts';

/**
 * One promise about what CloudFormation gets once the Serverless transform has run: about stages, deployments,
 * permissions, and what `Globals` and the events of functions become. What the transform leaves alone is checked faster in
 * tests/template. To add a promise, add a row to a list of this folder; index.ts joins the lists.
 */
export interface Row {
  readonly name: string;
  /** Throws when the promise is not kept. `readSource` returns the template before the transform. */
  readonly check: (read: Read, readSource: Read) => void;
  /** Changes of template.yaml, each of which must make the check throw. */
  readonly mutants: readonly [RowMutant, ...RowMutant[]];
}

export interface RowMutant {
  readonly name: string;
  /** Changes template.yaml before it is transformed. */
  readonly change: Change;
}

/** Returns a template as a stack with these parameters, or with the defaults. */
export type Read = (parameters?: Readonly<Record<string, ParameterValue>>) => ResolvedResources;

/** Returns a reader of a template. The stack with the default parameters is read once. */
export function readerOf(template: Json): Read {
  const place = { stackName: 'airlock', region: 'eu-central-1', accountId: '123456789012' };
  const byDefault = resolveResources(template, place);
  return (parameters) => (parameters === undefined ? byDefault : resolveResources(template, { ...place, parameters }));
}
