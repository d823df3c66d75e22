import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { until } from './until.ts';

/** More stops than any page here has. */
const mostStops = 120;

/** Presses Tab until `target` has the focus. At every stop on the way it must be plain to see where the focus is. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stop = 0; stop < mostStops; stop += 1) {
    await page.keyboard.press('Tab');
    await assertFocusIsSeen(page);
    if (await target.evaluate((element) => element.matches(':focus'))) return;
  }
  assert.fail(`The Tab key does not lead to ${target.toString()}`);
}

/** What has the focus has an outline, and is in view or soon scrolled into it. */
export async function assertFocusIsSeen(page: Page): Promise<void> {
  const { name, outline } = await focusOf(page);
  assert.match(outline, /^(?!none)\w+ [1-9]\S* (?!rgba\(.*, 0\)$)/, `The focus cannot be seen on ${name}: ${outline}`);
  await until(`${name} comes into view when it is focused`, async () => (await focusOf(page)).isInView);
}

async function focusOf(page: Page): Promise<{ name: string; outline: string; isInView: boolean }> {
  return page.evaluate(() => {
    let focused = document.activeElement ?? document.body;
    while (focused.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(focused);
    const { top, bottom } = focused.getBoundingClientRect();
    const { localName, id, textContent } = focused;
    return {
      name: `<${localName} id="${id}"> ${textContent.trim().slice(0, 40)}`,
      outline: focused === document.body ? 'none' : `${outlineStyle} ${outlineWidth} ${outlineColor}`,
      isInView: bottom > 0 && top < innerHeight,
    };
  });
}
