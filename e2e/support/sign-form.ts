import type { FrameLocator, Locator, Page } from 'playwright-core';

/** What a visitor types. The fields that are named decide as what they sign. */
export interface Entries {
  readonly name: string;
  readonly email: string;
  readonly organisation?: string;
  readonly capacity?: string;
  readonly country?: string;
}

/** A `<cohesion-sign-form>` as a visitor sees it. */
export class SignForm {
  readonly element: Locator;
  /** The button that signs. */
  readonly button: Locator;
  /** What is wrong, at the top of the form. */
  readonly refusal: Locator;
  /** “Check your mail”. */
  readonly sent: Locator;

  constructor(page: Page | FrameLocator) {
    this.element = page.locator('cohesion-sign-form');
    this.button = this.element.locator('[part=submit]');
    this.refusal = this.element.locator('[part=errors]');
    this.sent = this.element.locator('.outcome');
  }

  field(name: string): Locator {
    return this.element.locator(`[name=${name}]`);
  }

  async fillIn({ name, email, organisation, capacity, country }: Entries): Promise<void> {
    if (organisation !== undefined) {
      await this.#signAs('organisation');
      await this.field('organisation').fill(organisation);
    }
    if (capacity !== undefined) {
      await this.#signAs('politician');
      await this.field('capacity').fill(capacity);
    }
    await this.field('name').fill(name);
    await this.field('email').fill(email);
    if (country !== undefined) await this.field('country').selectOption(country);
    await this.field('consent').check();
  }

  async #signAs(kind: string): Promise<void> {
    await this.element.locator(`[name=kind][value=${kind}]`).check();
  }

  /** Fills in, presses the button and waits for “check your mail”. */
  async sign(entries: Entries): Promise<void> {
    await this.fillIn(entries);
    await this.button.click();
    await this.sent.waitFor();
  }

  /** What stands in the fields now. */
  async entries(): Promise<Record<string, string | boolean>> {
    return {
      name: await this.field('name').inputValue(),
      email: await this.field('email').inputValue(),
      country: await this.field('country').inputValue(),
      consent: await this.field('consent').isChecked(),
    };
  }
}
