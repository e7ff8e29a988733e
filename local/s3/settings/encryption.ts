import { array, length, optional, pipe, strictObject, string, type InferOutput } from 'valibot';
import { operationNotImplemented } from '../errors.ts';
import { readXml } from '../xml-read.ts';
import { xmlDocument } from '../xml.ts';
import { xmlSetting, type Setting } from './setting.ts';
import { flag } from './text-values.ts';

const encryptionXml = strictObject({
  ServerSideEncryptionConfiguration: strictObject({
    Rule: pipe(
      array(
        strictObject({
          ApplyServerSideEncryptionByDefault: optional(
            strictObject({ SSEAlgorithm: string(), KMSMasterKeyID: optional(string()) }),
          ),
          BucketKeyEnabled: optional(flag),
        }),
      ),
      length(1),
    ),
  }),
});

type Rule = InferOutput<typeof encryptionXml>['ServerSideEncryptionConfiguration']['Rule'][number];

/** "All new object uploads … are automatically encrypted" with SSE-S3 where nothing else is said. */
const byDefault = write({ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false });

export const encryptionSetting: Setting = {
  ...xmlSetting,
  subresource: 'encryption',
  actions: {
    get: 's3:GetEncryptionConfiguration',
    put: 's3:PutEncryptionConfiguration',
    delete: 's3:PutEncryptionConfiguration',
  },
  absent: { document: byDefault },
  accept: (document) => {
    const [rule] = readXml(document, ['Rule'], encryptionXml).ServerSideEncryptionConfiguration.Rule;
    const algorithm = rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm ?? 'AES256';
    if (algorithm !== 'AES256') throw operationNotImplemented(`encryption by ${algorithm}`);
    return write({ BucketKeyEnabled: false, ...rule });
  },
};

function write(rule: Rule): string {
  return xmlDocument('ServerSideEncryptionConfiguration', { Rule: { ...rule } });
}
