import { html, render } from 'lit';

const own = document.createElement('p');
own.id = 'own';
render(html`The page’s own <em>Lit</em>`, own);
addEventListener('DOMContentLoaded', () => {
  document.body.append(own);
});
