import type { StorybookConfig } from '@storybook/web-components-vite';
import { defaultClientConditions, mergeConfig } from 'vite';

export default {
  framework: '@storybook/web-components-vite',
  stories: ['../stories/*.stories.ts'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  features: { backgrounds: false, menuOnboardingChecklist: false, sidebarOnboardingChecklist: false },
  // Elements fetch their words from beside their script: a folder of sources while developing, assets/ once built.
  staticDirs: [
    { from: '../dist/words', to: '/packages/core/src/words' },
    { from: '../dist/words', to: '/assets/words' },
  ],
  viteFinal: (config) =>
    mergeConfig(config, {
      resolve: { conditions: ['source', ...defaultClientConditions] },
      // Storybook imports it from where Vite does not look for it, and would bring a second Lit along.
      optimizeDeps: { include: ['lit/directive-helpers.js'] },
      // For older browsers Vite would replace light-dark() by variables that know nothing of our switch.
      build: { cssTarget: 'esnext' },
    }),
} satisfies StorybookConfig;
