import { array, length, literal, object, picklist, pipe, strictObject } from 'valibot';

import { operationNotImplemented } from '../errors.ts';
import { element, readXml } from '../xml-read.ts';
import { xmlDocument } from '../xml.ts';
import { xmlSetting, type Setting } from './setting.ts';

const enforced = 'BucketOwnerEnforced';

/** The property of `AWS::S3::Bucket`. ACLs are not built. */
export const ownershipProperties = object({ Rules: array(object({ ObjectOwnership: literal(enforced) })) });

const ownershipXml = strictObject({
  OwnershipControls: element({
    Rule: pipe(
      array(element({ ObjectOwnership: picklist([enforced, 'BucketOwnerPreferred', 'ObjectWriter']) })),
      length(1),
    ),
  }),
});

/** The document of S3's default since 2023. */
const document = xmlDocument('OwnershipControls', { Rule: { ObjectOwnership: enforced } });

/**
 * Object ownership, which can only be "no ACLs". Its deletion brings ACLs back, and requests that name one are then not built.
 */
export const ownershipSetting: Setting = {
  ...xmlSetting,
  subresource: 'ownershipControls',
  actions: {
    get: 's3:GetBucketOwnershipControls',
    put: 's3:PutBucketOwnershipControls',
    delete: 's3:PutBucketOwnershipControls',
  },
  absent: { document },
  deleted: { code: 'OwnershipControlsNotFoundError' },
  accept: (text) => {
    const [rule] = readXml(text, ['Rule'], ownershipXml).OwnershipControls.Rule;
    if (rule?.ObjectOwnership !== enforced) throw operationNotImplemented('ACLs');
    return document;
  },
};
