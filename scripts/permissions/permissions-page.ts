/** Returns docs/permissions.md with its table. */
export function permissionsPage(table: string, asked: number): string {
  return `<!-- Written by \`npm run permissions\`: do not edit. -->

# What each function may do in S3

Each function has a role of its own. The table shows what IAM's rules allow on the files bucket with that role and the
bucket's policy, evaluated on \`template.yaml\` for each of the ${asked} S3 actions that exist for an object or a bucket;
what is not in it is denied. Object actions are allowed on \`users/*\` only, and \`s3:ListBucket\` needs a prefix below \`users/\`.

${table}

- \`s3:PutObject\` signs uploads. The bucket policy takes a file only with \`If-None-Match: *\` or \`If-Match\`; S3 wants
  \`s3:GetObject\` for the latter. A part needs no condition, the completion does.
- \`CompleteUpload\` compares the parts with the plan (\`s3:ListMultipartUploadParts\`), completes (\`s3:PutObject\`, which is
  also what S3 calls completing), and finds the answer of an earlier call (\`s3:GetObject\`; \`s3:ListBucket\`, without which
  a missing file looks like a forbidden one).
- \`StartUpload\` says early that a name is taken: \`s3:ListBucket\`.
- \`s3:ListBucketMultipartUploads\` has no condition on the prefix in IAM. \`ListUploads\` could see the keys of all unfinished
  uploads, no bytes; its code asks for the caller's alone.
- With \`FilesKmsKeyArn\`: \`kms:GenerateDataKey\` and \`kms:Decrypt\` on that key for what writes, \`kms:Decrypt\` for what reads
  or lists parts.
- With \`ScopedCredentials\` on, \`PresignGet\`, \`PresignParts\` and \`PresignPut\` may do nothing in S3 themselves, only assume
  \`PresignGetCallerRole\` and so on, one each. Such a role may do what the table says, and a session of it only on the files
  of the caller for whom it was opened.
- Besides S3: its own log group, and X-Ray when \`Tracing\` is on.
`;
}
