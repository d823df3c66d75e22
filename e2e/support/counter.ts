import type { FrameLocator, Locator, Page } from 'playwright-core';

/** A `<cohesion-counter>` as a visitor sees it; of several on a page, the large one. */
export class Counter {
  readonly element: Locator;
  /** When the number was true; only while the service is away. */
  readonly asOf: Locator;

  constructor(page: Page | FrameLocator, selector = 'cohesion-counter:not([compact])') {
    this.element = page.locator(selector);
    this.asOf = this.element.locator('[part=as-of]');
  }

  /** Waits until it shows this number. */
  async shows(number: number): Promise<void> {
    await this.element.locator('[part=number]').getByText(String(number), { exact: true }).waitFor();
  }
}
