import { join } from 'node:path';

import { parseTemplate, type Json } from '@airlock/template';
import { describe, expect, it } from '@jest/globals';

import { costs } from './costs.ts';
import { parametersPage } from './parameters-page.ts';

const label = { default: 'How files are kept' };
const small: Json = {
  Metadata: {
    'AWS::CloudFormation::Interface': {
      ParameterGroups: [{ Label: label, Parameters: ['Days', 'Key', 'Mode'] }],
    },
  },
  Parameters: {
    Days: { Description: 'How long.', Type: 'Number', MinValue: 1, MaxValue: 9, Default: 7 },
    Key: {
      Description: 'A | B.',
      Type: 'String',
      AllowedPattern: '.*',
      ConstraintDescription: 'must be a key.',
      Default: '',
    },
    Mode: { Description: 'Which.', Type: 'String', AllowedValues: ['on', 'off'], Default: 'off' },
  },
  Rules: { KeyAndMode: { Assertions: [{ Assert: true, AssertDescription: 'Key and Mode go together.' }] } },
};

describe('parametersPage', () => {
  it('says of each parameter what it does, what it takes and what it is by default', () => {
    const lines = parametersPage(small).split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        '## How files are kept',
        '| `Days` | How long. | a number from 1 to 9 | `7` | – |',
        '| `Key` | A \\| B. | a key | empty | – |',
        '| `Mode` | Which. | `on`, `off` | `off` | – |',
        '- Key and Mode go together.',
      ]),
    );
  });

  it('refuses a group with a parameter that does not exist', () => {
    const text = JSON.stringify(small).replace('"Days","Key"', '"Daze","Key"');
    expect(() => parametersPage(JSON.parse(text) as Json)).toThrow('"Daze" is missing');
  });

  it('knows the costs of parameters that exist', () => {
    const page = parametersPage(parseTemplate(join(import.meta.dirname, '../../template.yaml')));
    const unknown = Object.keys(costs).filter((name) => !page.includes(`| \`${name}\` |`));
    expect(unknown).toEqual([]);
  });
});
