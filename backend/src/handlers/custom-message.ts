import { triggerHandler } from '../http/trigger-handler.ts';
import { noticeMail } from '../sign-in/notice-mail.ts';
import { mailEvent } from '../sign-in/trigger-event.ts';

export const handler = triggerHandler(mailEvent, noticeMail);
