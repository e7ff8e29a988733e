import type { ComponentFixture } from '@angular/core/testing';

/** Fills in a form as a person does, and waits until the page has been updated. */
export class FormDriver {
  readonly page: HTMLElement;
  readonly #fixture: ComponentFixture<unknown>;

  constructor(fixture: ComponentFixture<unknown>) {
    this.#fixture = fixture;
    this.page = fixture.nativeElement as HTMLElement;
  }

  /** Returns the field with this name. A test that asks for a missing field fails where it uses the field. */
  field(name: string): HTMLInputElement {
    return this.page.querySelector<HTMLInputElement>(`input[name="${name}"]`)!;
  }

  alert(): string | undefined {
    return this.page.querySelector('[role=alert]')?.textContent.trim();
  }

  async type(name: string, value: string): Promise<void> {
    this.field(name).value = value;
    this.field(name).dispatchEvent(new Event('input'));
    await this.#fixture.whenStable();
  }

  async submit(): Promise<void> {
    this.page.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    await this.#fixture.whenStable();
  }

  async click(label: string): Promise<void> {
    const button = Array.from(this.page.querySelectorAll('button')).find((one) => one.textContent.trim() === label);
    if (!button) throw new Error(`There is no button “${label}”.`);
    button.click();
    await this.#fixture.whenStable();
  }
}
