import { mutantsOf, type Mutant } from './mutant.ts';

const http = 'backend/src/http';
const attack = 'tests/attack/validation.spec.ts';
const ofSchema =
  '(?:null|a list|text|a number|objects in objects, deep|a path that is deep|a thousand unknown names|a number beyond numbers)';

/** Mutants of the rules for which input the API accepts, tested through the bundles and the gateway. */
export const validationMutants: readonly Mutant[] = [
  ...mutantsOf('packages/contract/src/exact-object.ts', attack, [
    [
      'the API takes unknown inputs',
      'return v.strictObject(entries, problemOf);',
      'return v.object(entries, problemOf) as never;',
      '(?:knows no input that is not in the contract|hears those names|is an answer of the contract or a refusal)',
    ],
  ]),
  ...mutantsOf('packages/contract/src/path-rules.ts', attack, [
    [
      'a path may be anything',
      `if (path === '') return 'A file needs a name.';`,
      `if (path !== '') return undefined;`,
      '(?<!presign-put-batch|presign-get-batch) refuses every hostile value of each input by its name$',
    ],
  ]),
  ...mutantsOf('packages/stand-ins/gateway/routing.ts', attack, [
    [
      'a route takes every method',
      `(it.method === method || it.method === 'ANY')`,
      `it.method !== ''`,
      'takes no other method, and no header that names one$',
    ],
  ]),
  ...mutantsOf('packages/stand-ins/gateway/request-body.ts', attack, [
    [
      'a compressed body reaches the function as it came',
      `if (coding === 'identity') return body;`,
      `if (coding !== '') return body;`,
      'is read as any other when it came compressed$',
    ],
  ]),
  ...mutantsOf(`${http}/read-input.ts`, attack, [
    [
      'what is no JSON is our fault',
      `throw new CodedError('invalid-request', 'The body is not JSON.');`,
      `throw new Error('The body is not JSON.');`,
      `is refused when it is (?!${ofSchema}$)`,
    ],
    [
      'the API takes bodies of any type',
      'if (!/^application',
      `if (event.body === '-' && !/^application`,
      'the body of .* is refused (?:as|without a type)',
    ],
    [
      'the API takes bodies of any size',
      'Buffer.byteLength(body, encoding) > maxBodyBytes',
      'body === null',
      'of more than 64 KiB, or 1 MiB where it takes items, is refused before it is read$',
    ],
    [
      'the first of two values counts',
      'if (values.length > 1) throw givenTwice(name);',
      '',
      'the query of .* says nothing twice$',
    ],
    [
      'a query may come as a body',
      'methodsWithBody.has(event.httpMethod) ?',
      '(methodsWithBody.has(event.httpMethod) || event.body) ?',
      'takes its inputs from nowhere else$',
    ],
  ]),
  ...mutantsOf(`${http}/check-input.ts`, attack, [
    [
      'what the schema refuses is our fault',
      `throw new CodedError(issue.type === 'check' ? 'invalid-path' : 'invalid-request', issue.message, {`,
      'throw Object.assign(new Error(field), {',
      `is refused when it is ${ofSchema}$`,
    ],
    [
      'no input need be given',
      'v.safeParse(schema, Array.isArray(input) ? null : input,',
      'v.safeParse(v.partial(schema as never) as never, Array.isArray(input) ? null : input,',
      '(?<!copy-files) asks for each required input by its name$',
    ],
    [
      'the API checks no input',
      'if (result.success) return result.output;',
      'return input as never;',
      'that says a name twice is checked as the last one says',
    ],
  ]),
  ...['functions', 'gateway'].flatMap((where) =>
    mutantsOf('packages/contract/src/error-codes.ts', `tests/attack/fuzz/${where}.spec.ts`, [
      [
        `a bad input is our fault (${where})`,
        `'invalid-request': 400,`,
        `'invalid-request': 500,`,
        'answers each as the contract says, never with a 5xx$',
      ],
    ]),
  ),
];
