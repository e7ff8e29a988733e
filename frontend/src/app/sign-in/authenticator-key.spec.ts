import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { beforeEach, describe, expect, it, jest } from '@jest/globals';

import { AuthenticatorKey, keyUri } from './authenticator-key.ts';

let fixture: ComponentFixture<AuthenticatorKey>;
let page: HTMLElement;
const writeText = jest.fn<(text: string) => Promise<void>>().mockResolvedValue(undefined);

beforeEach(async () => {
  Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
  fixture = TestBed.createComponent(AuthenticatorKey);
  fixture.componentRef.setInput('secret', 'JBSWY3DPEHPK3PXPJB');
  fixture.componentRef.setInput('username', 'anna');
  page = fixture.nativeElement as HTMLElement;
  await fixture.whenStable();
});

describe('AuthenticatorKey', () => {
  it('draws a code that a screen reader can name', () => {
    const svg = page.querySelector('svg')!;
    expect(svg.getAttribute('role')).toBe('img');
    expect(svg.getAttribute('aria-label')).toContain('QR code');
    const size = Number(svg.getAttribute('viewBox')?.split(' ')[2]);
    expect(size).toBeGreaterThan(28);
    const squares =
      svg
        .querySelector('path')
        ?.getAttribute('d')
        ?.match(/M\d+ \d+h1v1h-1z/g) ?? [];
    expect(squares.length).toBeGreaterThan(200);
    // The corner of the first finder pattern comes after four empty modules.
    expect(squares[0]).toBe('M4 4h1v1h-1z');
  });

  it('shows the key in fours and copies it whole', async () => {
    expect(page.querySelector('code')?.textContent).toBe('JBSW Y3DP EHPK 3PXP JB');
    page.querySelector('button')?.click();
    await fixture.whenStable();
    expect(writeText).toHaveBeenCalledWith('JBSWY3DPEHPK3PXPJB');
    expect(page.querySelector('[role=status]')?.textContent).toBe('Copied');
  });

  it('leaves it to the person where the browser does not let it copy', async () => {
    writeText.mockRejectedValueOnce(new DOMException('denied', 'NotAllowedError'));
    page.querySelector('button')?.click();
    await new Promise((resolve) => setTimeout(resolve));
    await fixture.whenStable();
    expect(page.querySelector('[role=status]')?.textContent).toBe('');
  });

  it.each([
    ['anna', 'otpauth://totp/Airlock:anna?secret=ABC&issuer=Airlock'],
    ['a&b=?#@x y', 'otpauth://totp/Airlock:a%26b%3D%3F%23%40x%20y?secret=ABC&issuer=Airlock'],
  ])('names the account %j so that nothing of it is read as something else', (name, uri) => {
    expect(keyUri('ABC', name)).toBe(uri);
  });
});
