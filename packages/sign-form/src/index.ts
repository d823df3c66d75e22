export { CohesionSignForm } from './sign-form.ts';
export type { SignFormEventMap } from './sign-form-events.ts';
