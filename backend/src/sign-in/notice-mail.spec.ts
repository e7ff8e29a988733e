import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { sampleMailEvent } from '../testing/trigger-event.ts';
import { noticeMail } from './notice-mail.ts';

const source = 'CustomMessage_VerifyUserAttribute';
const notices = ['password-changed', 'second-factor-on', 'second-factor-off', 'address-changing'];

describe('noticeMail', () => {
  it.each(notices)('tells of %s, and what to do', (notice) => {
    const { response, facts } = noticeMail(sampleMailEvent(source, { notice }));
    expect(facts).toEqual({ notice });
    expect(response).toMatchObject({ emailSubject: expect.stringMatching(/^(?:Your|Two-step)/) });
    expect(response.emailMessage).toContain('If it was not you');
    // Cognito sends its own mail in the place of one that does not hold the code.
    expect(response.emailMessage).toContain('{####}');
  });

  it('names the link as the sign-in page does', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../frontend/src/app/text/sign-in-text.ts'), 'utf8');
    const link = /forgot: '([^']+)'/.exec(page)?.[1];
    expect(noticeMail(sampleMailEvent(source, { notice: 'password-changed' })).response.emailMessage).toContain(
      `“${link}”`,
    );
  });

  it('leaves a mail without a code to Cognito', () => {
    const event = sampleMailEvent(source, { notice: 'password-changed' });
    const request = { ...event.request, codeParameter: null };
    expect(noticeMail({ ...event, request }).response).toEqual({});
  });

  it('says something else for each', () => {
    const mails = notices.map((notice) => noticeMail(sampleMailEvent(source, { notice })).response);
    expect(new Set(mails.map((mail) => mail.emailSubject)).size).toBe(notices.length);
    expect(new Set(mails.map((mail) => mail.emailMessage)).size).toBe(notices.length);
  });

  it.each([undefined, {}, { notice: 'other' }, { notice: '' }, { notice: 'constructor' }, { notice: '__proto__' }])(
    'leaves the mail to Cognito for %j',
    (metadata) => {
      expect(noticeMail(sampleMailEvent(source, metadata as Record<string, string> | undefined)).response).toEqual({});
    },
  );

  it.each(['AdminCreateUser', 'ResendCode', 'ForgotPassword', 'UpdateUserAttribute', 'Authentication', 'SignUp'])(
    'leaves %s to Cognito, whatever the request says',
    (name) => {
      expect(noticeMail(sampleMailEvent(`CustomMessage_${name}`, { notice: 'password-changed' })).response).toEqual({});
    },
  );
});
