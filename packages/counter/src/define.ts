import { define } from '@cohesion/core';
import { CohesionCounter } from './counter.ts';

define('cohesion-counter', CohesionCounter);

declare global {
  interface HTMLElementTagNameMap {
    'cohesion-counter': CohesionCounter;
  }
}
