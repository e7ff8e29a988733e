import { describe, expect, it } from '@jest/globals';

import { callerOfClaims } from './caller-of-claims.ts';

const sub = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
const claims = { token_use: 'access', client_id: 'client', scope: 'airlock/files', sub };

describe('callerOfClaims', () => {
  it('returns the subject of an access token', () => {
    expect(callerOfClaims(claims, 'client')).toEqual({ id: sub });
    expect(callerOfClaims({ ...claims, scope: 'openid airlock/files' }, 'client')).toEqual({ id: sub });
  });

  it.each([
    ['an ID token', { ...claims, token_use: 'id' }],
    ['no use', { ...claims, token_use: undefined }],
    ['another client', { ...claims, client_id: 'other' }],
    ['no client', { ...claims, client_id: undefined }],
    ['another scope', { ...claims, scope: 'airlock/files.not' }],
    ['the scope of another resource server', { ...claims, scope: 'other/files' }],
    ['a token that opens the account', { ...claims, scope: 'aws.cognito.signin.user.admin' }],
    ['a token that opens both', { ...claims, scope: 'aws.cognito.signin.user.admin airlock/files' }],
    ['a list of scopes', { ...claims, scope: ['airlock/files'] }],
    ['no scope', { ...claims, scope: undefined }],
    ['no subject', { ...claims, sub: undefined }],
    ['a subject that climbs', { ...claims, sub: '../11111111-2222-4333-8444-555555555555' }],
    ['a subject with more behind it', { ...claims, sub: `${sub}/x` }],
    ['a subject with a line break', { ...claims, sub: `${sub}\n` }],
    ['a subject that is a list', { ...claims, sub: [sub] }],
    ['nothing', undefined],
    ['text', 'claims'],
  ])('returns nobody for %s', (_, given) => {
    expect(callerOfClaims(given, 'client')).toBeUndefined();
  });
});
