import { setCustomElementsManifest, type Preview } from '@storybook/web-components-vite';
import { html } from 'lit';
import manifest from '../dist/custom-elements.json' with { type: 'json' };
import '../stories/stories.css';

setCustomElementsManifest(withReadableControls(manifest));

export default {
  tags: ['autodocs'],
  globalTypes: {
    locale: {
      description: 'Language of the page',
      toolbar: {
        icon: 'globe',
        dynamicTitle: true,
        items: [
          { value: 'en', title: 'English' },
          { value: 'sv', title: 'Svenska' },
        ],
      },
    },
    scheme: {
      description: 'Light or dark page',
      toolbar: {
        icon: 'contrast',
        dynamicTitle: true,
        items: [
          { value: 'light dark', title: 'As the system' },
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
        ],
      },
    },
  },
  initialGlobals: { locale: 'en', scheme: 'light dark' },
  decorators: [
    (story, { globals }) => html`
      <div class="page" lang=${globals['locale']} .style=${`color-scheme: ${String(globals['scheme'])}`}>
        ${story()}
      </div>
    `,
  ],
  // Only attributes can be tried out; the other rows are for reading.
  argTypesEnhancers: [
    ({ argTypes }) => {
      const rows = Object.entries(argTypes).map(([name, row]) =>
        row.table?.category === 'attributes' ? [name, row] : [name, { ...row, control: false }],
      );
      return Object.fromEntries(rows) as typeof argTypes;
    },
  ],
  parameters: {
    layout: 'fullscreen',
    a11y: { test: 'error' },
    controls: { expanded: true },
    docs: {
      source: {
        excludeDecorators: true,
        // What a partner pastes has no stand-in for the service.
        transform: (code: string) => code.replaceAll(/ service="[^"]*"|=""/g, ''),
      },
    },
  },
} satisfies Preview;

interface Manifest {
  readonly modules: readonly { readonly declarations: readonly Declaration[] }[];
}

interface Declaration {
  readonly kind: string;
  readonly tagName?: string;
  readonly summary?: string;
}

/**
 * The elements as Storybook reads them best: with a description, and with controls for attributes, which it finds by the
 * plain name of a type. Ours have a summary, types like `string | undefined`, and a property beside each attribute.
 */
function withReadableControls({ modules }: Manifest): unknown {
  const elements = modules.flatMap(({ declarations }) => declarations).filter(({ tagName }) => tagName);
  const declarations = elements.map((element) => ({ ...element, description: element.summary, members: undefined }));
  const shorten = (_: string, value: unknown) =>
    typeof value === 'string' ? value.replace(/ \| undefined$/, '') : value;
  return JSON.parse(JSON.stringify({ modules: [{ declarations }] }, shorten));
}
