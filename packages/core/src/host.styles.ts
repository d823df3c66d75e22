import { css } from 'lit';

/**
 * The look and the tokens that all elements share, and what keeps the page's styles out.
 *
 * What a page may set is named `--cohesion-…`; what starts with `--_` is the elements' own. For important declarations
 * the inner tree wins, so `!important` on `:host` beats even `* { … !important }` of a page. Sizes are in `em` from
 * `font-size: medium`: `rem` is 10 px on many a page, `medium` is what the visitor chose in the browser.
 */
export const hostStyles = css`
  :host {
    box-sizing: border-box !important;
    display: block !important;
    float: none !important;
    align-self: stretch;
    justify-self: stretch;
    min-inline-size: min(100%, 16em);
    visibility: inherit !important;
  }
  :host([hidden]) {
    display: none !important;
  }

  .root {
    all: initial;
    --_accent: var(--cohesion-accent-color, #003399);
    --_text: var(--cohesion-text-color, #1c2230);
    --_surface: var(--cohesion-surface-color, #ffffff);
    --_error: var(--cohesion-error-color, #b3161b);
    --_focus: var(--cohesion-focus-color, #003399);
    --_on-accent: var(--cohesion-on-accent-color, #ffffff);
    --_gold: #ffcc00;
    --_muted: color-mix(in srgb, var(--_text) 76%, var(--_surface));
    --_border: color-mix(in srgb, var(--_text) 56%, var(--_surface));
    --_hairline: color-mix(in srgb, var(--_text) 16%, var(--_surface));
    --_raised: color-mix(in srgb, var(--_accent) 6%, var(--_surface));
    --_corner: var(--cohesion-corner, 6px);
    color-scheme: inherit;
    color: var(--_text);
    contain-intrinsic-inline-size: min(
      24em,
      75vw
    ); /* in a dialog, a float or a table cell, which ask how wide we are */
    container-type: inline-size;
    display: block;
    font-family: var(--cohesion-font-family, inherit);
    font-size: medium;
    hyphens: auto;
    line-height: 1.5;
    overflow-wrap: anywhere;
    text-align: start;
    text-size-adjust: 100%;
    -webkit-text-size-adjust: 100%;
  }

  /* Follows the page's color-scheme where the browser knows how; older ones show the light looks. */
  @supports (color: light-dark(#000, #fff)) {
    .root {
      --_accent: var(--cohesion-accent-color, light-dark(#003399, #9dbbff));
      --_text: var(--cohesion-text-color, light-dark(#1c2230, #edf0f7));
      --_surface: var(--cohesion-surface-color, light-dark(#ffffff, #161b26));
      --_error: var(--cohesion-error-color, light-dark(#b3161b, #ffa8a3));
      --_focus: var(--cohesion-focus-color, light-dark(#003399, #ffdd55));
    }
  }

  /* Text on the accent is black or white, whichever suits the partner's own colour. */
  @supports (color: oklch(from red l c h)) {
    .root {
      --_on-accent: var(
        --cohesion-on-accent-color,
        oklch(from var(--_color, var(--_accent)) clamp(0, (0.58 - l) * 1000, 1) 0 0)
      );
    }
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  p,
  ul,
  fieldset,
  legend {
    border: 0;
    margin: 0;
    min-inline-size: 0;
    padding: 0;
  }

  a {
    color: var(--_accent);
    text-underline-offset: 0.15em;
  }

  /* Two rings, one dark and one light: one of them is seen on every background. */
  :focus-visible {
    box-shadow: 0 0 0 3px var(--_surface);
    outline: 3px solid var(--_focus);
    outline-offset: 2px;
  }

  .quiet {
    block-size: 1px;
    clip-path: inset(50%);
    inline-size: 1px;
    overflow: hidden;
    position: absolute;
    white-space: nowrap;
  }

  @media print {
    .root {
      --_accent: #000;
      --_text: #000;
      --_surface: #fff;
    }
  }
`;
