export type { AccessKey, FindAccessKey } from './access-key.ts';
export { queryParameters, sha256Hex, uriDecode, uriEncode, type SignedRequest } from './canonical-request.ts';
export { jsonServiceError, type Refusal, type SigV4Code } from './refusal.ts';
export { verifySigV4, type Signed, type SigV4Result, type VerifyOptions } from './verify.ts';
