import type { Campaign } from '@cohesion/contract';

/** A campaign with short texts, in English and Swedish. Everything in it is a sample. */
export function sampleCampaign(lang = 'en', changes: Partial<Campaign> = {}): Campaign {
  const language = lang === 'sv' ? 'sv' : 'en';
  return {
    id: 'sample',
    lang: language,
    languages: ['en', 'sv'],
    status: 'open',
    opens: null,
    closes: '2027-06-30T22:00:00Z',
    hashtag: '#CohesionAlliance',
    goal: 3000,
    fields: { country: 'optional', region: 'off' },
    partner: null,
    ...texts[language],
    choices: { ...choices[language], ...(changes.partner ? partnerChoices[language] : {}) },
    ...changes,
  };
}

const texts = {
  en: {
    title: 'For a strong cohesion policy',
    summary: 'Cohesion policy narrows the differences between Europe’s regions. Help to keep it strong.',
    declaration: {
      version: '2018-1/en',
      title: 'A sample declaration',
      paragraphs: [
        'Every region of the Union counts, and so does everyone who lives there.',
        'We ask for a cohesion policy that is stronger, more effective and more visible.',
      ],
    },
    privacy: {
      version: '1/en',
      controller: 'Sample Alliance',
      consent: 'I sign the declaration and agree that my data are used for it. They can show a political opinion.',
      paragraphs: ['Your name and address are kept to count your signature, and erased when the campaign ends.'],
      url: 'https://alliance.example/privacy',
    },
  },
  sv: {
    title: 'För en stark sammanhållningspolitik',
    summary: 'Sammanhållningspolitiken minskar skillnaderna mellan Europas regioner. Hjälp till att hålla den stark.',
    declaration: {
      version: '2018-1/sv',
      title: 'En deklaration som exempel',
      paragraphs: [
        'Varje region i unionen räknas, och alla som bor där.',
        'Vi vill ha en sammanhållningspolitik som är starkare, effektivare och syns mer.',
      ],
    },
    privacy: {
      version: '1/sv',
      controller: 'Exempelalliansen',
      consent:
        'Jag skriver under deklarationen och samtycker till att mina uppgifter används. De kan visa en politisk åsikt.',
      paragraphs: ['Ditt namn och din adress sparas för att räkna din underskrift, och raderas när kampanjen är slut.'],
      url: 'https://alliance.example/privacy',
    },
  },
} as const;

const choices = {
  en: { listed: 'Show my name in public.', updates: 'Send me news.' },
  sv: { listed: 'Visa mitt namn offentligt.', updates: 'Skicka nyheter till mig.' },
} as const;

/** Asked only on a partner's page. */
const partnerChoices = {
  en: { partnerUpdates: 'The partner may send me news too.' },
  sv: { partnerUpdates: 'Partnern får också skicka nyheter till mig.' },
} as const;
