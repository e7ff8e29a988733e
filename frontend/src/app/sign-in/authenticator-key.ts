import { Component, computed, input, signal } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { encode } from 'uqr';

import { Icon } from '../icons/icon.ts';
import { authenticatorKeyText } from '../text/authenticator-key-text.ts';
import { text } from '../text/text.ts';

/** Empty modules around the code; the standard requires four. */
const quietModules = 4;

/** Shows the key for an authenticator app as a QR code and as text. */
@Component({
  selector: 'airlock-authenticator-key',
  imports: [Icon, MatIconButton],
  template: `
    <p>{{ words.scan }}</p>
    <svg role="img" [attr.aria-label]="words.qr" [attr.viewBox]="'0 0 ' + qr().size + ' ' + qr().size">
      <rect [attr.width]="qr().size" [attr.height]="qr().size" fill="#fff" />
      <path [attr.d]="qr().path" fill="#000" shape-rendering="crispEdges" />
    </svg>
    <p id="authenticator-key-label">{{ words.key }}</p>
    <div class="key">
      <code aria-labelledby="authenticator-key-label">{{ groups() }}</code>
      <button matIconButton type="button" [attr.aria-label]="copied() ? words.copied : words.copy" (click)="copy()">
        <airlock-icon [name]="copied() ? 'check' : 'copy'" />
      </button>
    </div>
    <span class="visually-hidden" role="status">{{ copied() ? words.copied : '' }}</span>
    <p>{{ words.enter }}</p>
  `,
  styleUrl: './authenticator-key.scss',
})
export class AuthenticatorKey {
  /** The key in base32. */
  readonly secret = input.required<string>();
  readonly username = input.required<string>();

  protected readonly words = authenticatorKeyText;
  protected readonly copied = signal(false);
  /** The key in groups of four characters, which are easy to copy by hand. */
  protected readonly groups = computed(
    () =>
      this.secret()
        .match(/.{1,4}/g)
        ?.join(' ') ?? '',
  );
  protected readonly qr = computed(() => {
    const { data, size } = encode(keyUri(this.secret(), this.username()), { ecc: 'M', border: quietModules });
    return { size, path: pathOf(data) };
  });

  protected async copy(): Promise<void> {
    // A browser may refuse that. The key can be read and marked all the same.
    const isCopied = navigator.clipboard.writeText(this.secret()).then(
      () => true,
      () => false,
    );
    this.copied.set(await isCopied);
  }
}

/** URI that authenticator apps read: https://github.com/google/google-authenticator/wiki/Key-Uri-Format */
export function keyUri(secret: string, username: string): string {
  const issuer = encodeURIComponent(text.appName);
  return `otpauth://totp/${issuer}:${encodeURIComponent(username)}?secret=${secret}&issuer=${issuer}`;
}

/** SVG path with one square per dark module. */
function pathOf(rows: readonly (readonly boolean[])[]): string {
  return rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
}
