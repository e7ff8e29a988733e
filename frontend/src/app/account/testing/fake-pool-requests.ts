type Answer = Error | Readonly<Record<string, unknown>>;

/** Answers the requests that change an account, in place of the user pool, and remembers them. */
export class FakePoolRequests {
  readonly sent: { readonly operation: string; readonly input: Record<string, unknown> }[] = [];
  readonly #answers = new Map<string, Answer[]>();

  constructor() {
    // The environment of Angular's specs has none.
    globalThis.fetch = (_address, init) => this.#answer(init);
  }

  /** Names of the operations that were asked for, in their order. */
  get operations(): readonly string[] {
    return this.sent.map(({ operation }) => operation);
  }

  /** Has the next requests for `operation` answered in this way. The last answer stays. An error names its exception. */
  answer(operation: string, ...answers: Answer[]): void {
    this.#answers.set(operation, answers);
  }

  #answer(init: RequestInit | undefined): Promise<Response> {
    const operation = new Headers(init?.headers).get('x-amz-target')?.split('.')[1] ?? '';
    this.sent.push({ operation, input: JSON.parse(init?.body as string) as Record<string, unknown> });
    const left = this.#answers.get(operation) ?? [{}];
    const answer = (left.length > 1 ? left.shift() : left[0]) ?? {};
    if (!(answer instanceof Error)) return Promise.resolve(answerOf(200, answer));
    if (answer instanceof TypeError) return Promise.reject(answer);
    return Promise.resolve(answerOf(400, { __type: answer.name, message: answer.message }));
  }
}

const answerOf = (status: number, body: unknown): Response =>
  ({ status, ok: status === 200, json: () => Promise.resolve(body) }) as Response;

export const refusal = (name: string, message = ''): Error => Object.assign(new Error(message), { name });
