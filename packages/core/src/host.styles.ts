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
    --_muted: var(--cohesion-muted-color, #515b6e);
    --_surface: var(--cohesion-surface-color, #ffffff);
    --_raised: var(--cohesion-raised-color, #f3f6fc);
    --_border: var(--cohesion-border-color, #7b8496);
    --_hairline: var(--cohesion-hairline-color, #d9dfea);
    --_error: var(--cohesion-error-color, #b3161b);
    --_gold: var(--cohesion-gold-color, #ffcc00);
    --_focus: var(--cohesion-focus-color, #003399);
    --_focus-halo: #ffffff;
    --_on-accent: var(--cohesion-on-accent-color, #ffffff);
    --_corner: var(--cohesion-corner, 6px);
    color-scheme: inherit;
    color: var(--_text);
    container-type: inline-size;
    display: block;
    font-family: var(--cohesion-font-family, inherit);
    font-size: medium;
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
      --_muted: var(--cohesion-muted-color, light-dark(#515b6e, #b4bdcf));
      --_surface: var(--cohesion-surface-color, light-dark(#ffffff, #161b26));
      --_raised: var(--cohesion-raised-color, light-dark(#f3f6fc, #202737));
      --_border: var(--cohesion-border-color, light-dark(#7b8496, #8691a8));
      --_hairline: var(--cohesion-hairline-color, light-dark(#d9dfea, #364056));
      --_error: var(--cohesion-error-color, light-dark(#b3161b, #ffa8a3));
      --_focus: var(--cohesion-focus-color, light-dark(#003399, #ffdd55));
      --_focus-halo: light-dark(#ffffff, #161b26);
    }
  }

  /* Text on the accent is black or white, whichever suits the partner's own colour. */
  @supports (color: oklch(from red l c h)) {
    .root {
      --_on-accent: var(--cohesion-on-accent-color, oklch(from var(--_accent) clamp(0, (0.66 - l) * 1000, 1) 0 0));
    }
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  p,
  h1,
  h2,
  h3,
  h4,
  h5,
  h6,
  ul,
  fieldset,
  legend {
    border: 0;
    margin: 0;
    padding: 0;
  }

  a {
    color: var(--_accent);
    text-underline-offset: 0.15em;
  }

  /* Two rings, one dark and one light: one of them is seen on every background. */
  :focus-visible {
    box-shadow: 0 0 0 3px var(--_focus-halo);
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
      --_muted: #000;
      --_surface: #fff;
      --_raised: #fff;
    }
  }
`;
