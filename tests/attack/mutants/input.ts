import { mutantsOf, type Mutant } from './mutant.ts';

const http = 'backend/src/http';
const contract = 'packages/contract/src';

/** Mutants of the rules for which input is accepted and what a refusal says. */
export const inputMutants: readonly Mutant[] = [
  ...mutantsOf(`${http}/read-input.ts`, `${http}/read-input.spec.ts`, [
    ['a body may be of any size', 'Buffer.byteLength(body, encoding) > maxBodyBytes', 'body === null'],
    ['a body may be of any type', `if (!/^application`, `if (body === '-' && !/^application`],
    ['a parameter may be said twice', 'if (values.length > 1) throw givenTwice(name);', ''],
    ['a body may name what the path names', 'if (Object.hasOwn(input, name)) throw givenTwice(name);', ''],
  ]),
  ...mutantsOf(`${http}/check-input.ts`, `${http}/check-input.spec.ts`, [
    ['an input is taken as it comes', 'if (result.success) return result.output;', 'return input as never;'],
    ['a name of any length is repeated', '?.slice(0, longestField)', ''],
  ]),
  ...mutantsOf(`${contract}/exact-object.ts`, `${contract}/exact-object.spec.ts`, [
    ['unknown properties are let pass', 'v.strictObject(entries, problemOf)', 'v.object(entries, problemOf) as never'],
  ]),
  ...mutantsOf(`${http}/error-answer.ts`, `${http}/error-answer.spec.ts`, [
    ['an unexpected error is told', `'Something went wrong on our side.'`, 'String(error)'],
  ]),
  ...mutantsOf(`${http}/error-answer.ts`, 'backend/src/handlers/handlers.spec.ts', [
    [
      'what went wrong inside is told',
      `'Something went wrong on our side.'`,
      'String(error)',
      'says nothing of what went wrong inside, and logs it with the request id$',
    ],
  ]),
  ...mutantsOf(`${http}/answer-headers.ts`, 'backend/src/handlers/handlers.spec.ts', [
    ['answers may be stored', `'no-store'`, `'public'`, 'gives every answer the same headers, a refusal too$'],
    ['answers may be sniffed', `'x-content-type-options': 'nosniff',`, ''],
  ]),
  ...mutantsOf(`${http}/log-request.ts`, 'backend/src/handlers/handlers.spec.ts', [
    [
      'the log has the whole event',
      'requestId: requestIdOf(event, context),',
      'requestId: requestIdOf(event, context), event,',
      'logs neither token nor signature, body nor path$',
    ],
  ]),
  ...mutantsOf('backend/src/logger.ts', 'backend/src/logger.spec.ts', [
    [
      'the log has what S3 says of a refusal',
      'const said = withoutKey(message);',
      'const said = message;',
      'says what S3 refused, but not the name of the file$',
    ],
  ]),
  ...mutantsOf('backend/src/logger.ts', 'tests/attack/patterns.spec.ts', [
    ['a refusal of S3 takes seconds to log', '[^/\\s":]+\\/)', '[^/\\s"]+\\/)', 'are quick on long texts$'],
  ]),
  ...mutantsOf(`${http}/change-handler.ts`, `${http}/change-handler.spec.ts`, [
    ['the workflow hears what S3 says of a refusal', '? withoutNames(error) : error', '? error : error'],
  ]),
  ...mutantsOf(`${contract}/invisible-character.ts`, `${contract}/invisible-character.spec.ts`, [
    [
      'only controls are invisible',
      '[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}\\u2800\\ufff9-\\ufffb]',
      '[\\p{Cc}]',
      'invisibleCharacter names (?!a null|a control of Latin-1)',
    ],
    ['no control is invisible', '[\\p{Cc}\\p{Zl}', '[\\p{Zl}', 'names (?:a null|a control of Latin-1)$'],
    ['every space is invisible', '\\p{Zl}\\p{Zp}', '\\p{Z}', 'lets (?:the narrow space|no such character)'],
    ['a joiner may stand anywhere', '`${afterLetter}\\\\u200d`', `'\\\\u200d'`, 'names (?:a joiner|two joiners)'],
    [
      'a non-joiner may stand before any letter',
      '`${afterLetter}\\\\u200c(?=[\\\\p{L}\\\\p{N}])`',
      `'\\\\u200c(?=[\\\\p{L}\\\\p{N}])'`,
      'names a non-joiner between',
    ],
    [
      'a variation may follow anything',
      '`(?<=${pictograph})[\\\\ufe0e\\\\ufe0f]`',
      `'[\\\\ufe0e\\\\ufe0f]'`,
      'names (?:a variation|two variations)',
    ],
    [
      'no name has a joiner',
      'name.replace(needed, ',
      'name.replace(/-/g, ',
      'lets (?!the narrow space|no such character)',
    ],
  ]),
  ...mutantsOf(`${contract}/path-rules.ts`, `${contract}/path-rules.spec.ts`, [
    ['a path may be empty', `if (path === '') `, `if (path === '-') `],
    ['a path may have half a character', '!path.isWellFormed()', `path === '-'`],
    ['a path may be in any normal form', `path !== path.normalize('NFC')`, `path === '-'`],
    ['a path may have a backslash', `path.includes('\\\\')`, `path === '-'`],
    [
      'a path may have invisible characters',
      'const invisible = invisibleCharacter(path);',
      'const invisible = undefined as string | undefined;',
    ],
    ['a path may have empty parts', `if (segment === '') `, `if (segment === '-') `],
    ['a path may climb', `if (segment === '.' || segment === '..') `, `if (segment === '.') `],
    ['a name may end with a space', 'segment !== segment.trim()', 'segment !== segment.trimStart()'],
    ['a name may end with a dot', `segment.endsWith('.')`, `segment === '-'`],
    ['a name may be of any length', 'utf8.encode(segment).length > maxSegmentBytes', `segment === '-'`],
    ['a path may be of any length', 'utf8.encode(path).length > maxPathBytes', `path === '-'`],
  ]),
];
