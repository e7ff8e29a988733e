import { Component, provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { errorCodes } from '@airlock/contract';
@Component({ selector: 'airlock-root', template: '{{ n }}' })
class Root {
  readonly n = errorCodes.length;
}
void bootstrapApplication(Root, { providers: [provideZonelessChangeDetection()] });
