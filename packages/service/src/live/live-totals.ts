import type { ServerResponse } from 'node:http';
import type { Total, TotalFilter } from '@cohesion/contract';

export interface LiveTotalsOptions {
  readonly total: (campaign: string, filter: TotalFilter) => Promise<Total>;
  readonly onTotalChange: (listener: (campaign: string) => void) => () => void;
  /** Milliseconds from one event to the next, at least. */
  readonly pace?: number;
  /** Milliseconds from one sign of life to the next. */
  readonly heartbeat?: number;
  readonly mostStreams?: number;
}

/** All streams that show the same number. */
interface Channel {
  readonly campaign: string;
  readonly filter: TotalFilter;
  readonly streams: Set<ServerResponse>;
  /** What was told last. */
  told: number | undefined;
  rounds: number;
}

/** A reader this far behind does not read: its connection is worth more to someone else. */
const mostBytesBehind = 16 * 1024;

/**
 * Tells everyone who listens how the totals move. The number is counted and written out once for all who show the same,
 * and only the sending is done for each: thousands of pages cost little more than one. (@fastify/sse writes each event
 * anew and keeps a timer for each connection, and does not part with a reader that has stopped reading.)
 */
export class LiveTotals {
  readonly #options: LiveTotalsOptions;
  readonly #channels = new Map<string, Channel>();
  readonly #changed = new Set<string>();
  readonly #forgetStore: () => void;
  readonly #heart: NodeJS.Timeout;
  #nextRound: NodeJS.Timeout | undefined;
  #lastRound = 0;
  #streams = 0;

  constructor(options: LiveTotalsOptions) {
    this.#options = options;
    this.#forgetStore = options.onTotalChange((campaign) => this.#change(campaign));
    this.#heart = setInterval(() => this.#beat(), options.heartbeat ?? 15_000).unref();
  }

  get isFull(): boolean {
    return this.#streams >= (this.#options.mostStreams ?? 10_000);
  }

  /** Begins with the current total. The response's head has been written already. */
  async add(stream: ServerResponse, campaign: string, filter: TotalFilter): Promise<void> {
    if (stream.destroyed) return; // gone before it began, and its “close” with it
    const channel = this.#channelFor(campaign, filter);
    channel.streams.add(stream);
    this.#streams += 1;
    stream.on('close', () => {
      this.#streams -= 1;
      channel.streams.delete(stream);
      if (channel.streams.size === 0) this.#channels.delete(keyOf(campaign, filter));
    });
    // Readers that were cut off together should not all come back in the same second.
    send(stream, `retry: ${3000 + Math.round(Math.random() * 4000)}\n\n`);

    try {
      let rounds: number;
      let total: Total;
      do {
        rounds = channel.rounds;
        total = await this.#options.total(campaign, filter);
      } while (rounds !== channel.rounds); // a round went out meanwhile: this number may be the older one
      channel.told ??= total.total;
      send(stream, eventOf(total));
    } catch {
      // The store is away. A stream without its first number is worth nothing; the reader will ask again.
      stream.destroy();
    }
  }

  /** Ends every stream. */
  close(): void {
    this.#forgetStore();
    clearInterval(this.#heart);
    clearTimeout(this.#nextRound);
    for (const stream of this.#everyStream()) stream.end();
  }

  #channelFor(campaign: string, filter: TotalFilter): Channel {
    const key = keyOf(campaign, filter);
    const channel = this.#channels.get(key) ?? { campaign, filter, streams: new Set(), told: undefined, rounds: 0 };
    this.#channels.set(key, channel);
    return channel;
  }

  #change(campaign: string): void {
    this.#changed.add(campaign);
    if (this.#nextRound || this.#channels.size === 0) return;
    const wait = Math.max(0, this.#lastRound + (this.#options.pace ?? 1000) - Date.now());
    this.#nextRound = setTimeout(() => void this.#round(), wait);
  }

  async #round(): Promise<void> {
    this.#nextRound = undefined;
    this.#lastRound = Date.now();
    const campaigns = new Set(this.#changed);
    this.#changed.clear();
    for (const channel of [...this.#channels.values()].filter(({ campaign }) => campaigns.has(campaign))) {
      try {
        const total = await this.#options.total(channel.campaign, channel.filter);
        if (total.total === channel.told) continue;
        channel.told = total.total;
        channel.rounds += 1;
        const event = eventOf(total);
        for (const stream of channel.streams) send(stream, event);
      } catch {
        // The store is away: the next change tells them, and until then they hold the last number known.
      }
    }
  }

  #beat(): void {
    for (const stream of this.#everyStream()) send(stream, ':\n\n');
  }

  *#everyStream(): Iterable<ServerResponse> {
    for (const { streams } of this.#channels.values()) yield* streams;
  }
}

function keyOf(campaign: string, { region, country, kind, partner }: TotalFilter): string {
  return JSON.stringify([campaign, region, country, kind, partner]);
}

function eventOf(total: Total): string {
  return `data: ${JSON.stringify(total)}\n\n`;
}

function send(stream: ServerResponse, text: string): void {
  if (stream.writableLength > mostBytesBehind) stream.destroy();
  else if (!stream.writableEnded) stream.write(text);
}
