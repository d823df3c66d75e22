/** An `EventSource` whose other end is in the same page. */
export class StandInStream extends EventTarget {
  static readonly CLOSED = 2;
  readonly url: URL;
  readyState = 1;
  onmessage: ((event: MessageEvent<string>) => void) | null = null;
  onerror: ((event: Event) => void) | null = null;

  constructor(url: string | URL) {
    super();
    this.url = new URL(url, document.baseURI);
  }

  say(data: string): void {
    this.onmessage?.(new MessageEvent('message', { data }));
  }

  /** The service has refused the stream for good: an error page, or a policy of the page. */
  fail(): void {
    this.readyState = StandInStream.CLOSED;
    this.onerror?.(new Event('error'));
  }

  close(): void {
    this.readyState = StandInStream.CLOSED;
  }
}
