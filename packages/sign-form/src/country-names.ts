import { countryCodes } from '@cohesion/contract';

export interface Country {
  readonly code: string;
  readonly name: string;
}

const known = new Map<string, readonly Country[]>();

/** Every country by the name the reader's language gives it, in that language's alphabetical order. */
export function countriesIn(locale: string): readonly Country[] {
  const names = known.get(locale) ?? sortedNames(locale);
  known.set(locale, names);
  return names;
}

function sortedNames(locale: string): readonly Country[] {
  const names = new Intl.DisplayNames([locale], { type: 'region' });
  const order = new Intl.Collator(locale);
  return countryCodes
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .sort((one, other) => order.compare(one.name, other.name));
}
