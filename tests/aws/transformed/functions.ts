import assert from 'node:assert/strict';

import { operations, resourceName } from '@airlock/contract';
import { at } from '@airlock/template/testing/at.ts';
import { removed, replaced } from '@airlock/template/testing/change.ts';

import { triggerFunctions } from '../../template/checks/triggers.ts';
import type { Row } from './row.ts';

const functions = operations.map(({ name }) => resourceName(name));

export const functionRows: readonly Row[] = [
  {
    // The pool names these functions, so what they name must not name the pool: CloudFormation refuses a circle.
    name: 'Functions that the user pool calls have no variable of the other functions',
    check: (read) => {
      const template = read({ CognitoEndpoint: 'http://127.0.0.1:9229' });
      const variables = triggerFunctions.map((name) => template.resource(name).properties.maybe('Environment')?.value);
      const ofPostConfirmation = { AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: 'http://127.0.0.1:9229' };
      assert.deepEqual(variables, [undefined, { Variables: ofPostConfirmation }, undefined]);
    },
    mutants: [{ name: 'the variables of all functions', change: removed('PreTokenGeneration/IgnoreGlobals') }],
  },
  {
    name: 'Every function writes JSON from LogLevel on to the log group of functions',
    check: (read) => {
      const template = read({ LogLevel: 'ERROR' });
      const logging = { LogFormat: 'JSON', LogGroup: template.id('FunctionsLogGroup'), ApplicationLogLevel: 'ERROR' };
      for (const name of functions) assert.deepEqual(at(template, `${name}/LoggingConfig`), logging);
    },
    mutants: [{ name: 'a log of its own for each function', change: removed('/Globals/Function/LoggingConfig') }],
  },
  {
    name: 'Functions and the workflow are traced as Tracing says',
    check: (read) => {
      for (const [parameters, mode] of [
        [{}, 'PassThrough'],
        [{ Tracing: 'Active' }, 'Active'],
      ] as const) {
        const template = read(parameters);
        for (const name of functions) assert.equal(at(template, `${name}/TracingConfig/Mode`), mode);
        assert.equal(at(template, 'Changes/TracingConfiguration/Enabled'), mode === 'Active');
      }
    },
    mutants: [
      { name: 'a workflow that is never traced', change: replaced('Changes/Properties/Tracing/Enabled', false) },
    ],
  },
];
