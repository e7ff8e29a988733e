import assert from 'node:assert/strict';

import { operations, resourceName } from '@airlock/contract';
import { at } from '@airlock/template/testing/at.ts';
import { replaced } from '@airlock/template/testing/change.ts';

import type { Row } from './row.ts';

const functions = operations.map(({ name }) => resourceName(name));

export const functionRows: readonly Row[] = [
  {
    name: 'Every function writes JSON to a log group of the stack',
    check: (read) => {
      const template = read();
      const groups = template.ofType('AWS::Logs::LogGroup').map(({ logicalId }) => template.id(logicalId));
      for (const name of functions) {
        assert.equal(at(template, `${name}/LoggingConfig/LogFormat`), 'JSON');
        assert.ok(groups.some((it) => it === at(template, `${name}/LoggingConfig/LogGroup`)));
      }
    },
    mutants: [
      {
        name: 'a log of its own for ListFiles',
        change: replaced('ListFiles/Properties/LoggingConfig', {
          LogFormat: 'JSON',
          LogGroup: '/aws/lambda/list-files',
        }),
      },
    ],
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
