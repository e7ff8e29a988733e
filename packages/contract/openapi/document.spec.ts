import { existsSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { errorCodes } from '../src/index.ts';
import { openApiDocument } from './document.ts';
import { operations } from './operations.ts';

const text = JSON.stringify(openApiDocument());

describe('openApiDocument', () => {
  it.each(operations.map(({ name }) => name))('describes %s, which has a handler and a sample event', (name) => {
    expect(text).toContain(`"operationId":"${name.replace(/-./g, (dash) => dash.slice(1).toUpperCase())}"`);
    for (const file of [`../../../backend/src/handlers/${name}.ts`, `../../../events/${name}.json`]) {
      expect(existsSync(new URL(file, import.meta.url))).toBe(true);
    }
  });

  it('refuses unknown properties everywhere, headers to send excepted', () => {
    // Of presign-put and presign-parts.
    expect(text.match(/"additionalProperties":(?!false)/g)).toHaveLength(2);
  });

  it('lists every error code', () => {
    for (const code of errorCodes) expect(text).toContain(`"${code}"`);
  });

  it('says which sizes are whole numbers', () => {
    expect(text).not.toContain('"type":"number"');
  });
});
