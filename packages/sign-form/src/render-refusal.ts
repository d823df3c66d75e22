import type { Refusal } from '@cohesion/contract';
import { msg } from '@cohesion/core';
import { html, nothing } from 'lit';
import { refusalText } from './refusal-text.ts';

/** What is wrong with one field, as an element that the field's `aria-describedby` names; nothing when it is right. */
export function renderRefusal(field: string, refusals: readonly Refusal[]) {
  const refusal = refusals.find((one) => one.field === field);
  if (!refusal) return nothing;
  return html`
    <p class="error" id=${refusalId(field)}>
      <span class="quiet">${msg('Error:', { id: 'sign-form.error-prefix', desc: 'heard before a message' })}</span>
      ${refusalText(refusal.code)}
    </p>
  `;
}

export function isRefused(field: string, refusals: readonly Refusal[]): boolean {
  return refusals.some((one) => one.field === field);
}

export function refusalId(field: string): string {
  return `${field}-error`;
}
