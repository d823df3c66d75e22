import '@cohesion/sign-form/define.js';
import { signatoryKinds, type Partner } from '@cohesion/contract';
import { StandInService } from '@cohesion/core/testing.js';
import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, nothing } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { action } from 'storybook/actions';
import { sampleService } from './services.ts';
import { fillIn, sees, seesTheFallback, sign } from './visitor.ts';

interface Args {
  service: string;
  lang?: string;
  partner?: string;
  kind?: string;
  'heading-level'?: number;
}

type Story = StoryObj<Args>;

function signForm({ service, lang, partner, kind, 'heading-level': headingLevel }: Args, between?: unknown) {
  return html`<cohesion-sign-form
    service=${service}
    lang=${ifDefined(lang)}
    partner=${ifDefined(partner)}
    kind=${ifDefined(kind)}
    heading-level=${ifDefined(headingLevel)}
    @cohesion-sign=${action('cohesion-sign')}
    @cohesion-signed=${action('cohesion-signed')}
    @cohesion-refused=${action('cohesion-refused')}
    >${between ?? nothing}</cohesion-sign-form
  >`;
}

/** After an act of the visitor. In the documentation nobody acts, and the story would look like any other. */
const played = ['!autodocs'];

export default {
  title: 'Widgets/Sign form',
  component: 'cohesion-sign-form',
  args: { service: sampleService() },
  argTypes: { kind: { control: 'select', options: signatoryKinds } },
  decorators: [(story) => html`<div class="column">${story()}</div>`],
  render: (args) => signForm(args),
  play: async (canvas) => {
    await sees(canvas, '[part=submit]');
  },
} satisfies Meta<Args>;

/** What a page gets from the shortest snippet. All texts here are samples. */
export const Default: Story = {};

/** On a page for organisations, nobody is asked as what they sign. */
export const ForOrganisations: Story = { args: { kind: 'organisation' } };

export const ForPoliticians: Story = { args: { kind: 'politician' } };

const partner: Partner = {
  id: 'sample-city',
  name: 'Sample City',
  url: 'https://city.example',
  country: 'SE',
  region: 'SE224',
};

/** On a partner’s page: its country is suggested, and its own news can be chosen. */
export const WithAPartner: Story = { args: { service: sampleService({ campaign: { partner } }), partner: partner.id } };

/** Under a page’s own headings, the title takes the level that fits. */
export const HeadingLevel: Story = {
  args: { 'heading-level': 4 },
  render: (args) =>
    html`<h3>#CohesionAlliance</h3>
      ${signForm(args)}`,
};

/** A column of 280 pixels. */
export const InASidebar: Story = { render: (args) => html`<div class="narrow">${signForm(args)}</div>` };

/** Before the texts are there, and with nothing between the tags. After eight seconds it gives up, and goes on trying. */
export const Loading: Story = {
  args: { service: sampleService({ delay: Infinity }) },
  play: async (canvas) => {
    await sees(canvas, '[role=status]');
  },
};

/** The service cannot be reached, and nothing stands between the tags. */
export const Away: Story = {
  args: { service: sampleService({ away: true }) },
  play: async (canvas) => {
    await sees(canvas, 'button');
  },
};

/** The service cannot be reached: what stands between the tags stays. */
export const AwayWithALink: Story = {
  args: { service: sampleService({ away: true }) },
  render: (args) => signForm(args, html`<a href="https://alliance.example/sign">Sign the declaration</a>`),
  play: seesTheFallback,
};

/** Something is missing and something is wrong: said beside the fields, and in a summary that takes the focus. */
export const RefusedFieldByField: Story = {
  tags: played,
  play: async (canvas) => {
    await fillIn(canvas, { email: 'sample.person' });
    await sign(canvas);
    await sees(canvas, '[part=errors]');
  },
};

/** The service went away while the form was being filled in. Nothing typed is lost. */
export const RefusedAsAWhole: Story = {
  tags: played,
  args: { service: sampleService({ refusals: [{ code: 'unavailable' }], refusalStatus: 503 }) },
  play: async (canvas) => {
    await fillIn(canvas);
    await sign(canvas);
    await sees(canvas, '[part=errors]');
  },
};

export const TooMany: Story = {
  ...RefusedAsAWhole,
  args: { service: sampleService({ refusals: [{ code: 'too-many' }], refusalStatus: 429 }) },
};

const slow = new StandInService();

/** The answer takes its time. */
export const Sending: Story = {
  tags: played,
  args: { service: slow.origin },
  beforeEach: () => {
    slow.delay = 0;
  },
  play: async (canvas) => {
    await fillIn(canvas);
    slow.delay = Infinity;
    await sign(canvas);
    await sees(canvas, '[aria-busy]');
  },
};

/** It is with the service, and counts as soon as the mail has been answered. */
export const Sent: Story = {
  tags: played,
  args: { service: sampleService() },
  play: async (canvas) => {
    await fillIn(canvas);
    await sign(canvas);
    await sees(canvas, '[role=group] button');
  },
};

export const Upcoming: Story = {
  args: { service: sampleService({ campaign: { status: 'upcoming', opens: '2027-01-15T12:00:00Z' } }) },
  play: async (canvas) => {
    await sees(canvas, '[part=title]');
  },
};

export const Closed: Story = { ...Upcoming, args: { service: sampleService({ campaign: { status: 'closed' } }) } };

/** In Swedish, whatever the language of the page. */
export const Swedish: Story = { args: { lang: 'sv' } };

/** A partner’s own colours, corners and font, set by tokens in the page’s style sheet. */
export const PartnersColours: Story = { render: (args) => html`<div class="partner">${signForm(args)}</div>` };

/** Light and dark follow the `color-scheme` of the place, whatever the system prefers. */
export const OnADarkPage: Story = { render: (args) => html`<div class="dark">${signForm(args)}</div>` };

/** Texts as long as German makes them, in a column of 280 pixels. */
export const LongWords: Story = {
  args: {
    service: sampleService({
      campaign: {
        lang: 'de',
        hashtag: '#RegionalentwicklungszusammenarbeitImBeispiel',
        title: 'Regionalentwicklungszusammenarbeitsvereinbarungen für alle',
        summary:
          'Ein Beispiel: Donaudampfschifffahrtsgesellschaften und Grundstücksverkehrsgenehmigungszuständigkeiten.',
        privacy: {
          version: '1/de',
          controller: 'Beispielbundesarbeitsgemeinschaftsgeschäftsstelle',
          consent: 'Ich unterzeichne und stimme der Datenverarbeitungszweckbindungserklärung dieses Beispiels zu.',
          paragraphs: ['Datenschutzgrundverordnungskonform, wie alles in diesem Beispiel.'],
          url: 'https://alliance.example/datenschutzgrundverordnungsinformationen',
        },
        choices: { updates: 'Veranstaltungsankündigungsbenachrichtigungen erhalten.' },
      },
    }),
  },
  render: InASidebar.render!,
};
