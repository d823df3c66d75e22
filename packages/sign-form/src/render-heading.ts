import { html, nothing, type TemplateResult } from 'lit';

/** A heading of a level that is known only at run time; levels beyond 6 are said as 6. */
export function renderHeading(
  level: number,
  text: string,
  { part, lang }: { part?: string; lang?: string } = {},
): TemplateResult {
  return html`<p
    class="heading"
    role="heading"
    aria-level=${Math.min(level, 6)}
    part=${part ?? nothing}
    lang=${lang ?? nothing}
  >
    ${text}
  </p>`;
}
