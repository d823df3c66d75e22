export { CohesionCounter } from './counter.ts';
export type { CounterEventMap } from './counter-events.ts';
