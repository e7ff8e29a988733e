import { object, optional, picklist, strictObject, string } from 'valibot';

import { operationNotImplemented, S3Error } from '../errors.ts';
import { element, readXml } from '../xml-read.ts';
import { xmlDocument } from '../xml.ts';
import { xmlSetting, type Setting } from './setting.ts';

const states = picklist(['Enabled', 'Suspended']);

export type Versioning = 'never' | 'enabled' | 'suspended';

/** The property of `AWS::S3::Bucket`. */
export const versioningProperties = object({ Status: states });

const versioningXml = strictObject({
  VersioningConfiguration: element({ Status: optional(states), MfaDelete: optional(string()) }),
});

export const versioningSetting: Setting = {
  ...xmlSetting,
  subresource: 'versioning',
  actions: { get: 's3:GetBucketVersioning', put: 's3:PutBucketVersioning' },
  absent: { document: xmlDocument('VersioningConfiguration', {}) },
  accept: (document) => {
    const { Status, MfaDelete } = readXml(document, [], versioningXml).VersioningConfiguration;
    if (MfaDelete === 'Enabled') throw operationNotImplemented('MfaDelete');
    if (Status === undefined) {
      throw new S3Error('IllegalVersioningConfigurationException', {
        message: 'The Versioning element must be specified',
      });
    }
    return writeVersioning(Status);
  },
};

/** Reads a configuration. Versioning that was once enabled can only be suspended: no document says "never". */
export function readVersioning(document: string | undefined): Versioning {
  if (document === undefined) return 'never';
  const { Status } = readXml(document, [], versioningXml).VersioningConfiguration;
  return Status === 'Enabled' ? 'enabled' : 'suspended';
}

export const writeVersioning = (Status: 'Enabled' | 'Suspended'): string =>
  xmlDocument('VersioningConfiguration', { Status });
