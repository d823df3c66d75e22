import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { countryCodes, type Partner } from '@cohesion/contract';
import { campaignContent, type CampaignContent, type CampaignData } from './campaign-content.ts';
import type { Campaigns, CampaignTexts } from './campaign-content.ts';
import { parseJsonFile, placeName, type JsonFile } from './json-file.ts';
import { Mistakes } from './mistakes.ts';
import { whyNotPlain } from './plain-text.ts';
import { parseTextFile, type TextFile } from './text-file.ts';

/** What the schemas promise about the files. */
interface CampaignFile extends Pick<CampaignData, 'hashtag' | 'goal' | 'opens' | 'closes' | 'fields'> {
  readonly default?: boolean;
  readonly languages: readonly string[];
  readonly defaultLanguage: string;
  readonly controller: string;
  readonly contact: string;
  readonly privacyUrl: string;
}
type TextsFile = Pick<CampaignTexts, 'title' | 'summary' | 'consent' | 'choices'>;

/**
 * Reads and checks every campaign in a folder: each sub-folder is one, but for `schema` and hidden ones.
 *
 * @throws CampaignError, which lists all mistakes at once: file, line, place, reason and remedy.
 */
export async function loadCampaigns(folder: string): Promise<Campaigns> {
  const mistakes = new Mistakes();
  const campaigns = new Map<string, CampaignContent>();
  const claimants: string[] = [];

  const ids = await campaignFolders(folder, mistakes);
  for (const id of ids) {
    const loaded = await loadCampaign(join(folder, id), id, mistakes);
    if (!loaded) continue;
    campaigns.set(id, campaignContent(loaded.data));
    if (loaded.isDefault || ids.length === 1) claimants.push(id);
  }

  const remedy = 'Write "default": true in the campaign.json of exactly one';
  if (claimants.length > 1) {
    mistakes.add(folder, undefined, '', `several campaigns are the default: ${claimants.join(', ')}. ${remedy}.`);
  } else if (claimants.length === 0 && campaigns.size > 1) {
    mistakes.add(
      folder,
      undefined,
      '',
      `no campaign is the default. ${remedy} of ${[...campaigns.keys()].join(', ')}.`,
    );
  }
  mistakes.throwIfAny();
  return { find: (id) => campaigns.get(id === 'default' ? claimants[0]! : id) };
}

async function campaignFolders(folder: string, mistakes: Mistakes): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const reason = isMissing ? 'there is no such folder' : `cannot be read (${String(error)})`;
    mistakes.add(folder, undefined, '', `${reason}. Name the folder of the campaigns in CAMPAIGNS.`);
    return undefined;
  });
  if (!entries) return [];
  const ids = entries
    .filter((entry) => entry.isDirectory() && entry.name !== 'schema' && !entry.name.startsWith('.'))
    .map((entry) => entry.name)
    .sort();
  if (ids.length === 0) mistakes.add(folder, undefined, '', 'holds no campaign. Add a folder with a campaign.json.');
  return ids;
}

async function loadCampaign(
  folder: string,
  id: string,
  mistakes: Mistakes,
): Promise<{ data: CampaignData; isDefault: boolean } | undefined> {
  if (id === 'default') {
    mistakes.add(folder, undefined, '', 'default is a name that every service has already. Give the folder another.');
  } else if (!/^[a-z0-9-]{1,64}$/.test(id)) {
    const reason = 'a campaign is named with 1 to 64 small letters (a–z), digits or hyphens. Rename the folder.';
    mistakes.add(folder, undefined, '', reason);
  }

  const partners = await loadPartners(join(folder, 'partners.json'), mistakes);
  const path = join(folder, 'campaign.json');
  const file = await readJson<CampaignFile>(path, 'campaign', mistakes);
  if (!file) return undefined;
  checkCampaign(file, path, mistakes);

  const { languages, controller, contact, default: isDefault = false, ...rest } = file.data;
  await checkNothingIsLeftOver(folder, languages, mistakes);

  const texts = new Map<string, CampaignTexts>();
  for (const lang of languages) {
    const inLanguage = await loadTexts(folder, lang, { controller, contact }, mistakes);
    if (inLanguage) texts.set(lang, inLanguage);
  }
  if (!partners || texts.size < languages.length) return undefined;
  return { data: { ...rest, id, controller, contact, partners, texts }, isDefault };
}

/** What a schema cannot say. */
function checkCampaign({ data, lineOf }: JsonFile<CampaignFile>, path: string, mistakes: Mistakes): void {
  const { languages, defaultLanguage, opens, closes } = data;
  if (!languages.includes(defaultLanguage)) {
    const reason = `must be one of the languages (${languages.join(', ')}); it is "${defaultLanguage}".`;
    mistakes.add(path, lineOf(['defaultLanguage']), 'defaultLanguage', `${reason} Write "${languages[0]!}".`);
  }
  if (opens !== null && closes !== null && new Date(opens) >= new Date(closes)) {
    mistakes.add(path, lineOf(['closes']), 'closes', `must be after opens (${opens}); it is ${closes}. Change one.`);
  }
  checkPlain(path, lineOf, ['controller'], data.controller, [], mistakes);
  checkPlain(path, lineOf, ['privacyUrl'], data.privacyUrl, ['lang'], mistakes);
}

async function loadPartners(path: string, mistakes: Mistakes): Promise<readonly Partner[] | undefined> {
  const file = await readJson<{ partners: readonly Partner[] }>(path, 'partners', mistakes);
  if (!file) return undefined;
  const { partners } = file.data;

  partners.forEach((partner, index) => {
    const first = partners.findIndex(({ id }) => id === partner.id);
    if (first < index) {
      const reason = `"${partner.id}" stands twice, the first time in line ${file.lineOf(['partners', first, 'id'])!}.`;
      const place: Place = ['partners', index, 'id'];
      mistakes.add(path, file.lineOf(place), placeName(place), `${reason} Remove one, or give it an id of its own.`);
    }
    if (partner.country !== undefined && !countryCodes.includes(partner.country)) {
      const place: Place = ['partners', index, 'country'];
      // The two codes that EU statistics write in a way of their own.
      const meant = { EL: 'GR', UK: 'GB' }[partner.country];
      const remedy = meant ? `Write "${meant}".` : 'Write for example "SE".';
      const reason = `must be a country code of ISO 3166-1; it is "${partner.country}". ${remedy}`;
      mistakes.add(path, file.lineOf(place), placeName(place), reason);
    }
    checkPlain(path, file.lineOf, ['partners', index, 'name'], partner.name, [], mistakes);
  });
  return partners;
}

async function loadTexts(
  folder: string,
  lang: string,
  values: Record<'controller' | 'contact', string>,
  mistakes: Mistakes,
): Promise<CampaignTexts | undefined> {
  const remedy = `Add the file, or remove "${lang}" from languages in campaign.json.`;
  const declaration = await readTextFile(join(folder, 'declaration', `${lang}.md`), [], mistakes, remedy);
  const privacy = await readTextFile(join(folder, 'privacy', `${lang}.md`), Object.keys(values), mistakes, remedy);

  const path = join(folder, 'texts', `${lang}.json`);
  const file = await readJson<TextsFile>(path, 'texts', mistakes, remedy);
  if (!file || !declaration || !privacy) return undefined;

  const { title, summary, consent, choices } = file.data;
  for (const [name, text] of Object.entries({ title, summary, consent })) {
    checkPlain(path, file.lineOf, [name], text, [], mistakes);
  }
  for (const [name, text] of Object.entries(choices)) {
    const placeholders = name === 'partnerUpdates' ? ['partner'] : [];
    checkPlain(path, file.lineOf, ['choices', name], text, placeholders, mistakes);
  }

  const filledIn = (text: string) =>
    text.replace(/\{(controller|contact)\}/g, (_, name: 'controller' | 'contact') => values[name]);
  return {
    title,
    summary,
    consent,
    choices,
    declaration: { ...declaration, version: `${declaration.version}/${lang}` },
    privacy: { version: `${privacy.version}/${lang}`, paragraphs: privacy.paragraphs.map(filledIn) },
  };
}

type Place = (string | number)[];

function checkPlain(
  path: string,
  lineOf: JsonFile<unknown>['lineOf'],
  place: Place,
  text: string,
  placeholders: readonly string[],
  mistakes: Mistakes,
): void {
  const reason = whyNotPlain(text, placeholders);
  if (reason) mistakes.add(path, lineOf(place), placeName(place), reason);
}

/** A text in a language that the campaign does not list is a translation nobody will see. */
async function checkNothingIsLeftOver(folder: string, languages: readonly string[], mistakes: Mistakes): Promise<void> {
  for (const [part, ending] of [
    ['declaration', '.md'],
    ['privacy', '.md'],
    ['texts', '.json'],
  ] as const) {
    const names = await readdir(join(folder, part)).catch(() => []);
    for (const name of names.filter((name) => !name.startsWith('.')).sort()) {
      const lang = name.endsWith(ending) ? name.slice(0, -ending.length) : undefined;
      if (lang !== undefined && languages.includes(lang)) continue;
      const remedy =
        lang === undefined
          ? `Name it after its language, such as ${languages[0]!}${ending}, or remove it.`
          : `Add "${lang}" to languages in campaign.json, or remove the file.`;
      mistakes.add(join(folder, part, name), undefined, '', `is not read. ${remedy}`);
    }
  }
}

async function readJson<T>(
  path: string,
  schema: Parameters<typeof parseJsonFile>[2],
  mistakes: Mistakes,
  remedy?: string,
): Promise<JsonFile<T> | undefined> {
  const source = await readSource(path, mistakes, remedy);
  return source === undefined ? undefined : parseJsonFile<T>(source, path, schema, mistakes);
}

async function readTextFile(
  path: string,
  placeholders: string[],
  mistakes: Mistakes,
  remedy: string,
): Promise<TextFile | undefined> {
  const source = await readSource(path, mistakes, remedy);
  return source === undefined ? undefined : parseTextFile(source, path, placeholders, mistakes);
}

async function readSource(path: string, mistakes: Mistakes, remedy = 'Add the file.'): Promise<string | undefined> {
  try {
    // Fatal: a letter lost in a legal text must not go unseen. The decoder drops a byte order mark.
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path)).normalize('NFC');
  } catch (error) {
    if (error instanceof TypeError) {
      mistakes.add(path, undefined, '', 'is not UTF-8. Save it with the encoding UTF-8.');
    } else {
      const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
      mistakes.add(path, undefined, '', isMissing ? `is missing. ${remedy}` : `cannot be read: ${String(error)}`);
    }
    return undefined;
  }
}
