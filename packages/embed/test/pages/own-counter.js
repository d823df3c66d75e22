customElements.define(
  'cohesion-counter',
  class extends HTMLElement {
    connectedCallback() {
      this.textContent = 'The page’s own counter';
    }
  },
);
