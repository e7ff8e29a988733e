/** The environment that template.yaml gives every function, with addresses that reach nothing. Set it before you import a handler. */
export const lambdaEnvironment = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE000000000',
  AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  AWS_SESSION_TOKEN: 'IQoJb3JpZ2luX2VjE/example+token==',
  AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1',
  FILES_BUCKET: 'airlock-files-123456789012-eu-central-1',
  FILES_URL: 'https://airlock-files-123456789012-eu-central-1.s3.eu-central-1.amazonaws.com',
  STATE_BUCKET: 'airlock-state-123456789012-eu-central-1',
  CHANGES_STATE_MACHINE_ARN: 'arn:aws:states:eu-central-1:123456789012:stateMachine:airlock-changes',
  AWS_ENDPOINT_URL_SFN: 'http://127.0.0.1:1',
  NONCURRENT_DAYS: '30',
  USER_POOL_ID: 'eu-central-1_EXAMPLE',
  USER_POOL_CLIENT_ID: 'exampleclientid',
  USER_POOL_JWKS_URL: 'http://127.0.0.1:1/keys',
  DEV_ORIGIN: 'http://localhost:4200',
  AWS_LAMBDA_LOG_LEVEL: 'INFO',
} as const;
