import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';

import * as v from 'valibot';
import type { Message } from '@airlock/stand-ins/cognito/pool.ts';
import type { Mail, Mails } from '@airlock/stand-ins/cloudfront/mailbox/mail.ts';

import { readJsonFile, writeJsonFile } from './directory.ts';

/** The number of mails that are kept; older ones are deleted. */
const kept = 50;

const keyBytes = 20;
const keyLength = 27;

const mails = v.array(
  v.object({
    id: v.string(),
    to: v.string(),
    subject: v.string(),
    text: v.optional(v.string()),
    label: v.string(),
    secret: v.string(),
    at: v.string(),
  }),
);

const subjects: Record<Message['kind'], { readonly subject: string; readonly label: string }> = {
  invitation: { subject: 'You are invited', label: 'Temporary password' },
  'forgotten-password': { subject: 'Your code for a new password', label: 'Code, good for an hour' },
  'sign-up': { subject: 'Confirm your account', label: 'Code, good for a day' },
  email: { subject: 'Confirm your address', label: 'Code, good for a day' },
};

/** Returns the key that opens the mailbox. It is made once, so that a page of the mailbox goes on after a restart. */
function keyIn(directory: string): string {
  const file = join(directory, 'mailbox-key.json');
  const known = readJsonFile(file, v.object({ key: v.pipe(v.string(), v.minLength(keyLength)) }));
  if (known !== undefined) return known.key;
  const key = randomBytes(keyBytes).toString('base64url');
  writeJsonFile(file, { key });
  return key;
}

/** Opens the mails that the user pool would send, stored on this machine in `mailbox.json`. */
export function openMailbox(directory: string): Mails & { readonly deliver: (message: Message) => void } {
  const file = join(directory, 'mailbox.json');
  const listeners = new Set<() => void>();
  let all: readonly Mail[] = readJsonFile(file, mails) ?? [];
  return {
    key: keyIn(directory),
    list: () => all,
    listen: (onChange) => {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
    deliver: ({ kind, username, address, secret, subject, text }) => {
      const mail = {
        id: randomUUID(),
        to: address ?? username,
        label: subjects[kind].label,
        subject: subject ?? subjects[kind].subject,
        text: text && withoutTags(text),
        secret,
        at: new Date().toISOString(),
      };
      all = [mail, ...all].slice(0, kept);
      writeJsonFile(file, all);
      listeners.forEach((tell) => tell());
    },
  };
}

/** Makes plain lines of the HTML that a function has written: the page shows text only. */
const withoutTags = (html: string): string => html.replace(/<[^>]*>/g, '');
