import { define } from '@cohesion/core';
import { CohesionSignForm } from './sign-form.ts';

define('cohesion-sign-form', CohesionSignForm);

declare global {
  interface HTMLElementTagNameMap {
    'cohesion-sign-form': CohesionSignForm;
  }
}
