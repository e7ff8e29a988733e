import { headerOf, type HttpEvent } from './http-event.ts';

/** An IPv4 or IPv6 address, and nothing else that a caller could write into the log. */
const address = /^[0-9A-Fa-f.:]{2,45}$/;

/**
 * Returns the last two addresses that a request came over: the browser's, which CloudFront adds, and that of CloudFront, which
 * API Gateway adds. What stands before them is the caller's own word, and so is the first of the two when somebody called API
 * Gateway without CloudFront.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html
 */
export function forwardedFor(event: HttpEvent): string | undefined {
  const all = (headerOf(event, 'x-forwarded-for') ?? '').split(',').map((it) => it.trim());
  const last = all.slice(-2);
  return last.every((it) => address.test(it)) ? last.join(', ') : undefined;
}
