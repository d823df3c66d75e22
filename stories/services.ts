/** Signature services for stories: each story has its own, so that none disturbs the next one on the page. */
import { StandInService } from '@cohesion/core/testing.js';

type Behaviour = ConstructorParameters<typeof StandInService>[1];

/** The origin of a service that behaves like this for ever. All that it says is a sample. */
export function sampleService(behaviour?: Behaviour): string {
  return new StandInService(undefined, behaviour).origin;
}

/** The origin of a service through which others sign all the time. */
export function busyService(): string {
  const service = new StandInService(undefined, { total: 2931 });
  setInterval(() => {
    if (service.openStreams.length > 0) service.announce(service.total + 1);
  }, 1000);
  return service.origin;
}

/** A service that answers one question and is gone. */
export class LeavingService extends StandInService {
  constructor() {
    super(undefined, { nextPoll: 0.2 });
  }

  override async answer(...call: Parameters<StandInService['answer']>): Promise<Response> {
    const answer = await super.answer(...call);
    this.away = true;
    return answer;
  }
}
