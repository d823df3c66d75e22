import '@cohesion/counter/define.js';
import { signatoryKinds } from '@cohesion/contract';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { action } from 'storybook/actions';
import { waitFor } from 'storybook/test';
import { busyService, LeavingService, sampleService } from './services.ts';
import { sees, seesTheFallback } from './visitor.ts';

interface Args {
  service: string;
  lang?: string;
  region?: string;
  country?: string;
  kind?: string;
  goal?: number;
  live?: boolean;
  compact?: boolean;
}

type Story = StoryObj<Args>;

function counter(
  { service, lang, region, country, kind, goal, live = false, compact = false }: Args,
  between?: unknown,
) {
  return html`<cohesion-counter
    service=${service}
    lang=${ifDefined(lang)}
    region=${ifDefined(region)}
    country=${ifDefined(country)}
    kind=${ifDefined(kind)}
    goal=${ifDefined(goal)}
    ?live=${live}
    ?compact=${compact}
    @cohesion-counted=${action('cohesion-counted')}
    @cohesion-goal-reached=${action('cohesion-goal-reached')}
    >${between ?? nothing}</cohesion-counter
  >`;
}

const link = html`<a href="https://alliance.example/sign">Sign the declaration</a>`;

export default {
  title: 'Widgets/Counter',
  component: 'cohesion-counter',
  args: { service: sampleService() },
  argTypes: { kind: { control: 'select', options: signatoryKinds } },
  render: (args) => counter(args),
  play: async (canvas) => {
    await sees(canvas, '[part=number]');
  },
} satisfies Meta<Args>;

/** What a page gets from the shortest snippet. All figures here are samples. */
export const Default: Story = {};

/** Moves by itself as others sign. */
export const Live: Story = {
  args: { service: busyService(), live: true },
  play: async (canvas) => {
    const number = await sees(canvas, '[part=number]');
    const before = number.textContent;
    await waitFor(
      () => {
        if (number.textContent === before) throw new Error('The number never moves.');
      },
      { timeout: 5000 },
    );
  },
};

/** A page that set itself a goal. */
export const TowardsAGoal: Story = { args: { goal: 5000 } };

export const GoalReached: Story = { args: { service: sampleService({ total: 3120 }) } };

/** One region alone. The campaign’s goal says nothing about it, so there is none. */
export const OneRegion: Story = { args: { service: sampleService({ total: 214 }), region: 'SE224' } };

/** In a line of text: the number and the word, as large and in the colour of the text around them. */
export const Compact: Story = {
  args: { compact: true },
  render: (args) => html`<p>#CohesionAlliance – ${counter(args)} – 2027</p>`,
};

/** Until the number is there, a reader sees what stands between the tags. */
export const Waiting: Story = {
  args: { service: sampleService({ delay: Infinity }) },
  render: (args) => counter(args, link),
  play: seesTheFallback,
};

const leaving = new LeavingService();

/** The service went away while the page was open: the last number stays, with its time. */
export const ServiceAway: Story = {
  args: { service: leaving.origin },
  beforeEach: () => {
    leaving.away = false;
  },
  play: async (canvas) => {
    await sees(canvas, '[part=as-of]');
  },
};

/** The service was away from the start: what stands between the tags stays. */
export const ServiceAwayFromTheStart: Story = {
  args: { service: sampleService({ away: true }) },
  render: (args) => counter(args, link),
  play: seesTheFallback,
};

/** A column of 280 pixels. */
export const NarrowColumn: Story = { render: (args) => html`<div class="narrow">${counter(args)}</div>` };

/** More than ever will, in a column of 280 pixels. */
export const HugeNumbers: Story = {
  args: { service: sampleService({ total: 431_987_654 }), goal: 448_400_000 },
  render: (args) => html`<div class="narrow">${counter(args)}</div>`,
};

/** A partner’s own colours, corners and font, set by tokens in the page’s style sheet. */
export const PartnersColours: Story = { render: (args) => html`<div class="partner">${counter(args)}</div>` };

/** Light and dark follow the `color-scheme` of the place, whatever the system prefers. */
export const OnADarkPage: Story = { render: (args) => html`<div class="dark">${counter(args)}</div>` };
