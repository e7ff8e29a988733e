/**
 * The handler that most samples show: a whole S3 client, and the presigner on top of it. It is the baseline, not an
 * example.
 */
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';

const client = new S3Client({});

interface Event {
  body: string;
  requestContext: { authorizer: { claims: { sub: string } } };
}

export async function handler(event: Event) {
  const { path, contentType } = JSON.parse(event.body) as { path: string; contentType: string };
  const command = new PutObjectCommand({
    Bucket: process.env['FILES_BUCKET'],
    Key: `users/${event.requestContext.authorizer.claims.sub}/${path}`,
    ContentType: contentType,
  });
  const url = await getSignedUrl(client, command, { expiresIn: 300 });
  return { statusCode: 200, body: JSON.stringify({ url }) };
}
