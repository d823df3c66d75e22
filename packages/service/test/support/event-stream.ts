import { get, type IncomingMessage } from 'node:http';

/** A listener to server-sent events that reads them one by one. */
export interface EventReader {
  readonly response: IncomingMessage;
  /** The next piece of the stream: an event, or a comment. */
  next(): Promise<string>;
  /** Resolves when the other side has ended the stream. */
  ended(): Promise<void>;
  close(): void;
}

export async function listenTo(url: string): Promise<EventReader> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => get(url, resolve).on('error', reject));
  const pieces = piecesOf(response);
  return {
    response,
    async next() {
      const { value, done } = await pieces.next();
      if (done) throw new Error('The stream has ended');
      return value;
    },
    async ended() {
      for await (const _ of pieces);
    },
    close: () => response.destroy(),
  };
}

async function* piecesOf(response: IncomingMessage): AsyncGenerator<string, void> {
  let text = '';
  response.setEncoding('utf8');
  for await (const chunk of response) {
    text += String(chunk);
    let end: number;
    while ((end = text.indexOf('\n\n')) >= 0) {
      yield text.slice(0, end);
      text = text.slice(end + 2);
    }
  }
}
