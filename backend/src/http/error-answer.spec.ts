import { errorBody, errorCodes } from '@airlock/contract';
import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';

import { CodedError } from '../coded-error.ts';
import { errorAnswer } from './error-answer.ts';

describe('errorAnswer', () => {
  it.each(errorCodes)('answers %s as the contract states', (code) => {
    const { statusCode, body } = errorAnswer(new CodedError(code, 'Why.', { field: 'path' }), 'id');
    expect(statusCode).toBeGreaterThanOrEqual(400);
    expect(v.parse(errorBody, body)).toEqual({ code, message: 'Why.', requestId: 'id', field: 'path' });
  });

  it.each([new Error('arn:aws:s3:::secret'), 'text', undefined, { code: 'not-found', message: 'x' }])(
    'tells nothing about %p',
    (error) => {
      expect(errorAnswer(error, 'id')).toEqual({
        statusCode: 500,
        body: { code: 'internal', message: 'Something went wrong on our side.', requestId: 'id' },
      });
    },
  );

  it('does not tell the cause', () => {
    const { body } = errorAnswer(new CodedError('unavailable', 'Later.', { cause: new Error('secret') }), 'id');
    expect(body).toEqual({ code: 'unavailable', message: 'Later.', requestId: 'id' });
  });
});
