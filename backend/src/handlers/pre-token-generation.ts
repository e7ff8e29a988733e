import { triggerHandler } from '../http/trigger-handler.ts';
import { scopesOfToken } from '../sign-in/scopes-of-token.ts';
import { tokenEvent } from '../sign-in/trigger-event.ts';

export const handler = triggerHandler(tokenEvent, scopesOfToken);
