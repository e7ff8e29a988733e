import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

import type { WebKitPrograms } from './installed.ts';

/** Name of an element's id in an answer: https://www.w3.org/TR/webdriver2/#elements */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';

interface Answer {
  readonly value: unknown;
}

/** A page of WebKitGTK's MiniBrowser, driven by the WebDriver protocol. */
export class WebDriver {
  readonly #session: string;
  readonly #process: ChildProcess;

  private constructor(session: string, process: ChildProcess) {
    this.#session = session;
    this.#process = process;
  }

  /** Starts the driver and a browser. `home` is the home folder of both. */
  static async start({ driver, browser }: WebKitPrograms, home: string): Promise<WebDriver> {
    const port = await freePort();
    const child = spawn(driver, [`--port=${port}`], { stdio: 'ignore', env: { ...process.env, HOME: home } });
    const base = `http://127.0.0.1:${port}/session`;
    const options = { binary: browser, args: ['--automation'] };
    const capabilities = { alwaysMatch: { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': options } };
    for (let left = 100; ; left -= 1) {
      try {
        const { value } = await send('POST', base, { capabilities });
        return new WebDriver(`${base}/${(value as { sessionId: string }).sessionId}`, child);
      } catch (error) {
        if (left === 0 || child.exitCode !== null) throw error;
        await pause(100); // the driver does not listen yet
      }
    }
  }

  async open(url: string): Promise<void> {
    await send('POST', `${this.#session}/url`, { url });
  }

  /** Runs the function in the page. Its values and what it returns are JSON. */
  async run<Values extends readonly unknown[], T>(act: (...values: Values) => T, ...values: Values): Promise<T> {
    const script = `return (${act.toString()}).apply(undefined, arguments)`;
    return (await send('POST', `${this.#session}/execute/sync`, { script, args: values })).value as T;
  }

  /** Types into a field, or gives paths to the field of a file. */
  async type(selector: string, text: string): Promise<void> {
    const found = await send('POST', `${this.#session}/element`, { using: 'css selector', value: selector });
    const id = (found.value as Record<string, string>)[elementKey] ?? '';
    await send('POST', `${this.#session}/element/${id}/value`, { text });
  }

  async quit(): Promise<void> {
    await send('DELETE', this.#session).catch(() => undefined);
    this.#process.kill();
  }
}

async function send(method: string, url: string, body?: object): Promise<Answer> {
  const response = await fetch(url, { method, ...(body && { body: JSON.stringify(body) }) });
  const answer = (await response.json()) as Answer;
  if (!response.ok) throw new Error(`${method} ${url}: ${JSON.stringify(answer.value).slice(0, 300)}`);
  return answer;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('There is no port.');
  return address.port;
}
