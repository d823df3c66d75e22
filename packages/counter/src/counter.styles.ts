import { css } from 'lit';

export const counterStyles = css`
  .root {
    --_color: var(--cohesion-counter-color, var(--_accent));
  }

  .counter {
    background: var(--_surface);
    border: 1px solid var(--_hairline);
    border-radius: var(--_corner);
    max-inline-size: 40em;
    padding: clamp(1em, 6cqi, 1.75em);
  }

  .total {
    align-items: baseline;
    column-gap: 0.6em;
    display: flex;
    flex-wrap: wrap;
    line-height: 1.15;
  }

  [part='number'] {
    color: var(--_color);
    font-size: clamp(2em, 12cqi, 4em);
    font-variant-numeric: tabular-nums;
    font-weight: 750;
    letter-spacing: -0.02em;
    white-space: nowrap;
  }

  [part='label'] {
    font-size: 1.125em;
    font-weight: 600;
  }

  [part='bar'] {
    appearance: none;
    background: var(--_raised);
    block-size: 0.875em;
    border: 1px solid var(--_border);
    border-radius: 999px;
    display: block;
    inline-size: 100%;
    margin-block: 1em 0.5em;
    overflow: hidden;
  }

  ::-webkit-progress-bar {
    background: none;
  }

  ::-webkit-progress-value {
    background: var(--_color);
    border-radius: 999px;
    transition: inline-size 250ms ease-out;
  }

  ::-moz-progress-bar {
    background: var(--_color);
    border-radius: 999px;
  }

  [part='progress'],
  [part='as-of'] {
    color: var(--_muted);
    font-size: 0.9375em;
  }

  :host([compact]) {
    align-self: auto;
    display: inline-block !important;
    justify-self: auto;
    min-inline-size: 0;
  }

  :host([compact]) .root {
    color: inherit;
    container-type: normal;
    font-size: inherit;
  }

  :host([compact]) .counter {
    align-items: baseline;
    background: none;
    border: 0;
    column-gap: 0.6em;
    display: flex;
    flex-wrap: wrap;
    padding: 0;
  }

  :host([compact]) .total {
    column-gap: 0.35em;
    line-height: inherit;
  }

  :host([compact]) [part] {
    color: inherit;
    font-size: inherit;
    letter-spacing: normal;
  }

  @media (prefers-reduced-motion: reduce) {
    ::-webkit-progress-value {
      transition: none;
    }
  }

  @media (forced-colors: active) {
    ::-webkit-progress-value {
      background: Highlight;
      forced-color-adjust: none;
    }
  }
`;
