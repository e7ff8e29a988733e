import { DOCUMENT } from '@angular/common';
import { HttpErrorResponse, type HttpInterceptorFn } from '@angular/common/http';
import { inject } from '@angular/core';
import { catchError, from, switchMap, throwError } from 'rxjs';

import { ACCESS_TOKENS } from './access-tokens.ts';
import { ApiError } from './api-error.ts';
import { API_BASE, isOurApi } from './our-api.ts';
import { PageOwner } from './page-owner.ts';

/**
 * Attaches the access token to calls of our own API and to no other request. A call that was refused with 401 is
 * repeated once with a renewed token. A call is never sent with the token of somebody who signed in after it was made.
 */
export const authInterceptor: HttpInterceptorFn = (request, next) => {
  if (!isOurApi(request.url, inject(API_BASE), inject(DOCUMENT).baseURI)) return next(request);
  const tokens = inject(ACCESS_TOKENS);
  const isMine = inject(PageOwner).claim();
  const send = (token: string) =>
    isMine()
      ? next(request.clone({ setHeaders: { authorization: `Bearer ${token}` } }))
      : throwError(() => new ApiError('unauthorized', 'Somebody else has signed in.'));
  return from(tokens.current()).pipe(
    switchMap((token) =>
      send(token).pipe(
        catchError((error: unknown) => {
          const refused = error instanceof HttpErrorResponse && error.status === 401;
          return refused ? from(tokens.renewed(token)).pipe(switchMap(send)) : throwError(() => error);
        }),
      ),
    ),
  );
};
