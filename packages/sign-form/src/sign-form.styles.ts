import { css } from 'lit';

export const signFormStyles = css`
  .root {
    --_color: var(--cohesion-sign-form-color, var(--_accent));
  }

  .card {
    background: var(--_surface);
    border: 1px solid var(--_hairline);
    border-block-start: 4px solid var(--_color);
    border-radius: var(--_corner);
    padding: clamp(1.125em, 5cqi, 2.25em);
  }

  .waiting {
    color: var(--_muted);
    min-block-size: 12em;
  }

  .card > * + *,
  form > * + * {
    margin-block-start: 1.5em;
  }

  .text * + * {
    margin-block-start: 0.75em;
  }

  .hashtag {
    align-items: center;
    color: var(--_muted);
    column-gap: 0.6em;
    display: flex;
    font-size: 0.875em;
    font-weight: 600;
  }

  .hashtag::before {
    background: var(--_gold);
    block-size: 0.375em;
    border-radius: 999px;
    content: '';
    inline-size: 1.75em;
  }

  .heading {
    font-size: 1.125em;
    font-weight: 700;
    line-height: 1.25;
    text-wrap: balance;
  }

  [part='title'] {
    font-size: clamp(1.375em, 5cqi, 1.875em);
    margin-block: 0.3em 0.4em;
  }

  .lead {
    font-size: 1.0625em;
  }

  details {
    border: 1px solid var(--_hairline);
    border-radius: var(--_corner);
  }

  summary {
    border-radius: var(--_corner);
    color: var(--_color);
    cursor: pointer;
    font-weight: 600;
    min-block-size: 2.75em;
    padding: 0.625em 1em;
  }

  summary:hover {
    background: var(--_raised);
  }

  .text {
    border-block-start: 1px solid var(--_hairline);
    padding: 1em;
  }

  .privacy {
    display: grid;
    font-size: 0.9375em;
    row-gap: 0.75em;
  }

  .label {
    display: block;
    font-weight: 600;
    margin-block-end: 0.375em;
  }

  .hint {
    color: var(--_muted);
    font-size: 0.9375em;
  }

  .field > .hint {
    margin-block: -0.125em 0.375em;
  }

  input,
  select,
  button {
    color: inherit;
    font: inherit;
    letter-spacing: inherit;
    margin: 0;
    text-transform: none;
  }

  .field > input,
  select {
    background-color: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_corner);
    display: block;
    inline-size: 100%;
    min-block-size: 2.875em;
    padding: 0.5em 0.75em;
  }

  .field > [aria-invalid='true'] {
    border-color: var(--_error);
    border-width: 2px;
  }

  .kinds {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }

  .kind,
  .choice {
    align-items: start;
    column-gap: 0.75em;
    cursor: pointer;
    display: flex;
  }

  .kind {
    align-items: center;
    flex: auto;
    border: 1px solid var(--_border);
    border-radius: var(--_corner);
    min-block-size: 2.875em;
    padding: 0.5em 0.75em;
  }

  .kind:has(:checked) {
    background: var(--_raised);
    border-color: var(--_color);
    box-shadow: inset 0 0 0 1px var(--_color);
  }

  .choice {
    padding-block: 0.5em;
  }

  .choice.required {
    background: var(--_raised);
    border: 1px solid var(--_hairline);
    border-radius: var(--_corner);
    padding: 0.875em 1em;
  }

  [type='radio'],
  [type='checkbox'] {
    accent-color: var(--_color);
    block-size: 1.375em;
    cursor: pointer;
    flex: none;
    inline-size: 1.375em;
    margin-block-start: 0.0625em;
  }

  .error {
    color: var(--_error);
    font-weight: 600;
    margin-block-end: 0.375em;
  }

  .summary {
    border: 2px solid var(--_error);
    border-inline-start-width: 6px;
    border-radius: var(--_corner);
    padding: 1em 1.25em;
  }

  .summary ul {
    list-style: none;
    margin-block-start: 0.5em;
  }

  .summary li + li {
    margin-block-start: 0.25em;
  }

  .summary a {
    color: var(--_error);
    font-weight: 600;
  }

  .summary button {
    margin-block-start: 0.875em;
  }

  button {
    border-radius: var(--_corner);
    cursor: pointer;
    font-weight: 650;
    min-block-size: 2.875em;
    padding: 0.5em 1.25em;
  }

  .primary {
    background: var(--_color);
    border: 2px solid transparent;
    color: var(--_on-accent);
    font-size: 1.0625em;
    inline-size: 100%;
  }

  .secondary {
    background: none;
    border: 2px solid var(--_color);
    color: var(--_color);
  }

  button:hover {
    filter: brightness(1.15);
  }

  button[aria-disabled] {
    cursor: progress;
    filter: grayscale(0.5);
  }

  .outcome {
    display: grid;
    justify-items: center;
    outline-offset: 0.75em;
    row-gap: 0.75em;
    text-align: center;
    text-wrap: balance;
  }

  .outcome .hint {
    max-inline-size: 32em;
  }

  .address {
    background: var(--_raised);
    border-radius: var(--_corner);
    font-weight: 650;
    hyphens: none;
    padding: 0.5em;
  }

  .envelope {
    fill: none;
    stroke: var(--_color);
    stroke-linejoin: round;
    stroke-width: 2;
  }

  .notice {
    background: var(--_raised);
    border-inline-start: 4px solid var(--_gold);
    border-radius: var(--_corner);
    font-weight: 600;
    padding: 1em 1.25em;
  }

  @container (min-width: 32em) {
    .primary {
      inline-size: auto;
      padding-inline: 2em;
    }
  }

  @media (forced-colors: active) {
    .kind:has(:checked) {
      outline: 2px solid Highlight;
    }
  }

  @media print {
    form,
    .declaration {
      display: none;
    }
  }
`;
