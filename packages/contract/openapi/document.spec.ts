import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';

import { errorCodes, methodName, operations } from '../src/index.ts';
import { openApiDocument } from './document.ts';
import { operationTexts } from './texts/index.ts';

const text = JSON.stringify(openApiDocument());

describe('openApiDocument', () => {
  it.each(operations)(
    'describes $name, which has an example of a request that its schema accepts',
    ({ name, request }) => {
      expect(text).toContain(`"operationId":"${methodName(name)}"`);
      expect(v.safeParse(request, operationTexts[name].requestExample).issues).toBeUndefined();
    },
  );

  it.each(operations.filter((it) => 'answer' in it))(
    'shows an answer of $name that its schema accepts',
    (operation) => {
      expect(v.safeParse(operation.answer, operationTexts[operation.name].answerExample).issues).toBeUndefined();
    },
  );

  it('describes no operation that is not in the table', () => {
    expect(Object.keys(operationTexts).toSorted()).toEqual(operations.map(({ name }) => name).toSorted());
  });

  it('refuses unknown properties everywhere, headers to send excepted', () => {
    // Of presign-put, presign-put-batch and presign-parts.
    expect(text.match(/"additionalProperties":(?!false)/g)).toHaveLength(3);
  });

  it('lists every error code', () => {
    for (const code of errorCodes) expect(text).toContain(`"${code}"`);
  });

  it('says which sizes are whole numbers, in a query too', () => {
    expect(text).not.toContain('"type":"number"');
    expect(text).toMatch(/"name":"limit","in":"query",[^{]*"schema":\{"type":"integer","minimum":1,"maximum":10000\}/);
  });

  it('names every body and answer, so that a generated client has types with these names', () => {
    expect(text).not.toMatch(/"application\/json":\{"schema":\{"type"/);
  });
});
