import type { ComponentFixture } from '@angular/core/testing';

/** Fills a form in as a person does, and waits until the page has followed. */
export class FormDriver {
  readonly page: HTMLElement;
  readonly #fixture: ComponentFixture<unknown>;

  constructor(fixture: ComponentFixture<unknown>) {
    this.#fixture = fixture;
    this.page = fixture.nativeElement as HTMLElement;
  }

  /** The field with this name. A test that asks for one that is not there fails where it uses it. */
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
