import { invalidArgument, operationNotImplemented } from './errors.ts';
import { refuseUnknownHeaders } from './known-headers.ts';
import { getBucketLocation, headBucket, listBuckets } from './operations/bucket-operations.ts';
import { getBucketPolicyStatus, settingOperations } from './operations/bucket-settings.ts';
import { toBucket, type Answer, type BucketCall, type Call } from './operations/call.ts';
import { copyObject } from './operations/copy-object.ts';
import { createBucket } from './operations/create-bucket.ts';
import { deleteBucket } from './operations/delete-bucket.ts';
import { deleteObject } from './operations/delete-object.ts';
import { deleteObjects } from './operations/delete-objects.ts';
import { getObject } from './operations/get-object.ts';
import { getObjectAttributes } from './operations/get-object-attributes.ts';
import { listObjects } from './operations/list-objects.ts';
import { listObjectsV2 } from './operations/list-objects-v2.ts';
import { listObjectVersions } from './operations/list-object-versions.ts';
import { abortMultipartUpload } from './operations/multipart/abort-multipart-upload.ts';
import { completeMultipartUpload } from './operations/multipart/complete-multipart-upload.ts';
import { createMultipartUpload } from './operations/multipart/create-multipart-upload.ts';
import { listMultipartUploads } from './operations/multipart/list-multipart-uploads.ts';
import { listParts } from './operations/multipart/list-parts.ts';
import { uploadPart } from './operations/multipart/upload-part.ts';
import { uploadPartCopy } from './operations/multipart/upload-part-copy.ts';
import { deleteObjectTagging, getObjectTagging, putObjectTagging } from './operations/object-tagging.ts';
import { putObject } from './operations/put-object.ts';

type Operation = (call: BucketCall) => Promise<Answer>;

/**
 * Parameters that turn a request into another operation ("subresources"). `operation` looks up the value; an operation
 * that is missing in its table is not built.
 */
const subresources = [
  ...[
    'accelerate',
    'acl',
    'analytics',
    'annotation',
    'attributes',
    'cors',
    'delete',
    'encryption',
    'intelligent-tiering',
  ],
  ...[
    'inventory',
    'legal-hold',
    'lifecycle',
    'location',
    'logging',
    'metadataConfiguration',
    'metadataTable',
    'metrics',
  ],
  ...[
    'notification',
    'object-lock',
    'ownershipControls',
    'policy',
    'policyStatus',
    'publicAccessBlock',
    'renameObject',
  ],
  ...['replication', 'requestPayment', 'restore', 'retention', 'select', 'session', 'tagging', 'torrent', 'uploadId'],
  ...['uploads', 'versioning', 'versions', 'website'],
];

const bucketOperations: Readonly<Record<string, Operation>> = {
  'HEAD ': headBucket,
  'DELETE ': deleteBucket,
  'GET ': (call) => {
    const type = call.request.query.get('list-type');
    if (type !== undefined && type !== '2') throw invalidArgument('Invalid List Type', 'list-type', type);
    return type === '2' ? listObjectsV2(call) : listObjects(call);
  },
  'GET uploads': listMultipartUploads,
  'GET location': getBucketLocation,
  'GET versions': listObjectVersions,
  'POST delete': deleteObjects,
  ...settingOperations,
  'GET policyStatus': getBucketPolicyStatus,
};

const isCopy = ({ request }: Call) => request.header('x-amz-copy-source') !== undefined;

const objectOperations: Readonly<Record<string, Operation>> = {
  'PUT ': (call) => (isCopy(call) ? copyObject(call) : putObject(call)),
  'GET ': getObject,
  'HEAD ': getObject,
  'GET attributes': getObjectAttributes,
  'DELETE ': deleteObject,
  'GET tagging': getObjectTagging,
  'PUT tagging': putObjectTagging,
  'DELETE tagging': deleteObjectTagging,
  'POST uploads': createMultipartUpload,
  'PUT uploadId': (call) => (isCopy(call) ? uploadPartCopy(call) : uploadPart(call)),
  'GET uploadId': listParts,
  'DELETE uploadId': abortMultipartUpload,
  'POST uploadId': completeMultipartUpload,
};

/**
 * Finds and runs the operation. Throws `NotImplemented` for an operation that S3 knows and this stand-in has not built.
 */
export function route(call: Call): Promise<Answer> {
  const { method, query, bucketName, key } = call.request;
  if (bucketName === undefined) {
    if (method === 'GET') return listBuckets(call);
    throw operationNotImplemented(`${method} on the service`);
  }
  const subresource = subresources.find((name) => query.has(name)) ?? '';
  const name = `${method} ${subresource}`;
  const isObject = key !== '';
  const target = `${method} ${isObject ? 'object' : 'bucket'} ${subresource}`.trim();
  refuseUnknownHeaders(call.request, isObject && method === 'PUT' && isCopy(call) ? `${target} copy` : target);
  if (!isObject && name === 'PUT ') return createBucket(call);
  const operation = (isObject ? objectOperations : bucketOperations)[name];
  if (!operation) throw operationNotImplemented(`${name.trim()} on ${isObject ? 'an object' : 'a bucket'}`);
  return operation(toBucket(call));
}
