import { deleteFilesRequest } from '@airlock/contract';
import type { Change } from '@airlock/contract';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { lambdaEnvironment } from '../testing/lambda-environment.ts';
import { sampleContext, sampleEvent, withBody, withClaims } from '../testing/sample-event.ts';
import type { Continuation } from './change-handler.ts';

Object.assign(process.env, lambdaEnvironment);
const { changeHandler } = await import('./change-handler.ts');

const change = { state: 'done' } as Change;
const asked = jest.fn<() => Promise<{ change: Change }>>();
const next = jest.fn<Continuation['next']>();
const fail = jest.fn<Continuation['fail']>();
const handler = changeHandler(deleteFilesRequest, asked, { next, fail });
const call = (event: object) => handler(event, sampleContext());

const fromWorkflow = {
  operation: 'delete-files',
  userId: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
  changeId: '0u1xq3z8k-5f8f0f7e6d1c4f0e',
};

beforeEach(() => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  asked.mockReset().mockResolvedValue({ change });
  next.mockReset().mockResolvedValue(false);
  fail.mockReset().mockResolvedValue(undefined);
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('changeHandler', () => {
  it('answers a request with 200, and with 202 while the change goes on', async () => {
    expect(await call(sampleEvent('delete-files'))).toMatchObject({ statusCode: 200 });
    asked.mockResolvedValue({ change: { ...change, state: 'running' } });
    expect(await call(sampleEvent('delete-files'))).toMatchObject({ statusCode: 202 });
    expect(next).not.toHaveBeenCalled();
  });

  it('does the next slice for the workflow, and says whether it was the last', async () => {
    expect(await call(fromWorkflow)).toEqual({ ...fromWorkflow, isDone: false });
    next.mockResolvedValue(true);
    expect(await call({ ...fromWorkflow, hasFailed: false })).toEqual({ ...fromWorkflow, isDone: true });
    expect(next).toHaveBeenCalledWith({ id: fromWorkflow.userId }, fromWorkflow.changeId);
    expect(asked).not.toHaveBeenCalled();
  });

  it('marks the change as failed when the workflow has given up', async () => {
    expect(await call({ ...fromWorkflow, hasFailed: true })).toMatchObject({ isDone: true });
    expect(fail).toHaveBeenCalledWith({ id: fromWorkflow.userId }, fromWorkflow.changeId);
    expect(next).not.toHaveBeenCalled();
  });

  it('lets the workflow see an error, so that it calls again', async () => {
    next.mockRejectedValue(new Error('unavailable'));
    await expect(call(fromWorkflow)).rejects.toThrow('unavailable');
  });

  it('tells the workflow, which logs it, no name of a file', async () => {
    const refused =
      'not authorized to perform: s3:DeleteObject on resource: "arn:aws:s3:::files/users/a/taxes.pdf" because';
    next.mockRejectedValue(new TypeError(refused));
    const error: unknown = await Promise.resolve(call(fromWorkflow)).catch((it: unknown) => it);
    expect(error).toMatchObject({ name: 'TypeError', message: refused.replace('users/a/taxes.pdf', '…') });
    expect((error as Error).stack).not.toContain('taxes');
  });

  it.each([
    ['in its body', withBody('delete-files', fromWorkflow)],
    ['in its query', { ...sampleEvent('delete-files'), multiValueQueryStringParameters: fromWorkflow }],
    ['in its path', { ...sampleEvent('delete-files'), pathParameters: fromWorkflow }],
    ['beside what API Gateway writes', { ...sampleEvent('delete-files'), ...fromWorkflow }],
  ])('never takes a request for a call of the workflow, whatever it has %s', async (_, event) => {
    await call(event);
    expect(next).not.toHaveBeenCalled();
    expect(fail).not.toHaveBeenCalled();
  });

  it('refuses a request of nobody that looks like a call of the workflow', async () => {
    const event = { ...withClaims('delete-files', null), ...fromWorkflow };
    expect(await call(event)).toMatchObject({ statusCode: 401 });
  });

  it.each([
    ['another user id', { ...fromWorkflow, userId: '../somebody' }],
    ['another change id', { ...fromWorkflow, changeId: '../a' }],
    ['more than it knows', { ...fromWorkflow, key: 'users/a' }],
  ])('does nothing for an event with %s', async (_, event) => {
    await expect(async () => call(event)).rejects.toThrow();
    expect(next).not.toHaveBeenCalled();
  });
});
