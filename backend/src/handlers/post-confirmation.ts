import { deployedSessionEnder } from '../cognito/cognito-session-ender.ts';
import { triggerHandler } from '../http/trigger-handler.ts';
import { endSessionsAfterReset } from '../sign-in/end-sessions-after-reset.ts';
import { confirmedEvent } from '../sign-in/trigger-event.ts';

const needs = { sessions: deployedSessionEnder() };

export const handler = triggerHandler(confirmedEvent, (event) => endSessionsAfterReset(needs, event));
