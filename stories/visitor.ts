/** What a visitor waits for and does. A play function ends when its story's state is reached, and fails if it never is. */
import type { CohesionCounter } from '@cohesion/counter';
import type { CohesionSignForm } from '@cohesion/sign-form';
import { waitFor } from 'storybook/test';

interface Canvas {
  readonly canvasElement: HTMLElement;
}

function widgetOn({ canvasElement }: Canvas): CohesionCounter | CohesionSignForm {
  const widget = canvasElement.querySelector<CohesionCounter | CohesionSignForm>(
    'cohesion-counter, cohesion-sign-form',
  );
  if (!widget) throw new Error('There is no widget in this story.');
  return widget;
}

/** Waits until the widget shows something, and returns it. */
export async function sees<E extends HTMLElement>(canvas: Canvas, selector: string): Promise<E> {
  const look = () => {
    const shown = widgetOn(canvas).shadowRoot?.querySelector<E>(selector);
    if (!shown) throw new Error(`The visitor never sees ${selector}.`);
    return shown;
  };
  // The sentence says it all; by default, the whole document would follow it.
  return waitFor(look, { timeout: 5000, onTimeout: (error) => error });
}

/** Waits until the widget has drawn itself; for states in which it shows nothing of its own. */
export async function seesTheFallback(canvas: Canvas): Promise<void> {
  await widgetOn(canvas).updateComplete;
  const slot = await sees<HTMLSlotElement>(canvas, '.root slot');
  if (slot.assignedElements().length === 0) throw new Error('Nothing stands between the tags.');
}

/** Types into fields and ticks boxes, by their names. */
export async function fillIn(canvas: Canvas, values: Record<string, string | true> = samplePerson): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    const control = await sees<HTMLInputElement>(canvas, `[name=${name}]`);
    if (value === true) control.checked = true;
    else control.value = value;
    control.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

const samplePerson = { name: 'Sample Person', email: 'sample.person@example.eu', consent: true } as const;

export async function sign(canvas: Canvas): Promise<void> {
  const submit = await sees(canvas, '[part=submit]');
  submit.click();
}
