import assert from 'node:assert/strict';
import { cp, mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { CampaignError, loadCampaigns, type CampaignContent } from '../src/campaigns/index.ts';

const shipped = fileURLToPath(new URL('../../../campaigns', import.meta.url));
const now = new Date('2026-11-22T12:00:00Z');

describe('a campaign', () => {
  let cohesion: CampaignContent;
  before(async () => {
    cohesion = (await loadCampaigns(shipped)).find('cohesion')!;
  });

  it('is found by its id, and the default one as “default”', async () => {
    const campaigns = await loadCampaigns(shipped);
    assert.equal(campaigns.find('cohesion')?.id, 'cohesion');
    assert.equal(campaigns.find('default'), campaigns.find('cohesion'));
    assert.equal(campaigns.find('unheard-of'), undefined);
    assert.equal(campaigns.find('schema'), undefined);
  });

  it('answers in the language asked for', () => {
    const answer = cohesion.answer({ lang: 'sv', now });
    assert.equal(answer.lang, 'sv');
    assert.match(answer.title, /^Skriv under/);
    assert.match(answer.declaration.title, /sammanhållningspolitik/);
    assert.match(answer.privacy.consent, /^Jag skriver under/);
    assert.equal(answer.privacy.url, 'https://cohesion-alliance.example/sv/privacy');
    assert.deepEqual(answer.languages, ['en', 'sv']);
  });

  for (const [lang, found] of [
    ['sv-FI', 'sv'],
    ['SV', 'sv'],
    ['en-GB-oxendict', 'en'],
    ['mt', 'en'],
    ['s', 'en'],
    ['', 'en'],
    [undefined, 'en'],
  ] as const) {
    it(`answers ${lang ?? 'no language'} in ${found}`, () => {
      const answer = cohesion.answer({ ...(lang !== undefined && { lang }), now });
      assert.equal(answer.lang, found);
      assert.ok(answer.declaration.version.endsWith(`/${found}`), answer.declaration.version);
      assert.ok(answer.privacy.version.endsWith(`/${found}`), answer.privacy.version);
    });
  }

  it('names the partner in the choice that concerns it, and has no such choice without one', () => {
    const withPartner = cohesion.answer({ lang: 'en', partner: 'provstad', now });
    assert.equal(withPartner.partner?.id, 'provstad');
    assert.ok(withPartner.choices.partnerUpdates?.includes(withPartner.partner.name));

    for (const partner of [undefined, 'unheard-of']) {
      const without = cohesion.answer({ lang: 'en', ...(partner && { partner }), now });
      assert.equal(without.partner, null);
      assert.deepEqual(Object.keys(without.choices), ['listed', 'updates']);
    }
  });

  it('leaves no placeholder in a text', () => {
    for (const lang of ['en', 'sv']) {
      assert.doesNotMatch(JSON.stringify(cohesion.answer({ lang, partner: 'malmo', now })), /\{[a-z]+\}/);
    }
  });

  it('names every partner a sample, as long as it is one', () => {
    for (const id of ['provstad', 'region-sydkust', 'broar', 'malmo']) {
      assert.match(cohesion.partner(id)!.name, /\(sample\)$/);
    }
  });

  it('takes a consent to the current texts of one language, and to no others', () => {
    const [en, sv] = ['en', 'sv'].map((lang) => {
      const { declaration, privacy } = cohesion.answer({ lang, now });
      return { declaration: declaration.version, privacy: privacy.version };
    });
    assert.ok(cohesion.isCurrent(en!));
    assert.ok(cohesion.isCurrent(sv!));
    assert.ok(!cohesion.isCurrent({ declaration: en!.declaration, privacy: sv!.privacy }), 'two languages');
    assert.ok(!cohesion.isCurrent({ ...en!, privacy: '0/en' }), 'an old notice');
  });

  it('is upcoming until it opens, and closed from the moment it closes', async () => {
    const folder = await campaignsWith({
      'campaign.json': (json) => json.replace('"opens": null', '"opens": "2027-01-01T08:00:00Z"'),
    });
    const campaign = (await loadCampaigns(folder)).find('cohesion')!;
    for (const [at, status] of [
      ['2027-01-01T07:59:59.999Z', 'upcoming'],
      ['2027-01-01T08:00:00Z', 'open'],
      ['2027-06-30T21:59:59.999Z', 'open'],
      ['2027-06-30T22:00:00Z', 'closed'],
    ] as const) {
      assert.equal(campaign.statusAt(new Date(at)), status, at);
      assert.equal(campaign.answer({ now: new Date(at) }).status, status, at);
    }
  });

  it('keeps the version as it is written, also where YAML would read a number', async () => {
    const folder = await campaignsWith({ 'privacy/en.md': (text) => text.replace('version: 1', 'version: 1.10') });
    const campaign = (await loadCampaigns(folder)).find('default')!;
    assert.equal(campaign.answer({ now }).privacy.version, '1.10/en');
  });

  it('reads files as Windows editors save them, and joins the lines of a paragraph', async () => {
    const folder = await campaignsWith({
      'declaration/en.md': () =>
        '\uFEFF---\r\nversion: 2\r\n---\r\n\r\n# A title\r\n\r\nOne\r\ntwo.\r\n\r\nThree < four & five.\r\n',
      'texts/en.json': (json) => `\uFEFF${json.replaceAll('\n', '\r\n')}`,
    });
    const { declaration } = (await loadCampaigns(folder)).find('default')!.answer({ now });
    assert.deepEqual(declaration, {
      version: '2/en',
      title: 'A title',
      paragraphs: ['One two.', 'Three < four & five.'],
    });
  });
});

describe('a mistake in a campaign', () => {
  /** What is wrong, the change that makes it so, and what the editor is told; `…` stands for any words. */
  const mistakes: [title: string, changes: Changes, ...told: string[]][] = [
    [
      'a number in quotation marks',
      { 'campaign.json': (json) => json.replace('3000', '"3 000"') },
      'campaign.json:5 goal: must be a whole number above 0; it is "3 000". Write 3000.',
    ],
    [
      'a goal of nothing',
      { 'campaign.json': (json) => json.replace('3000', '0') },
      'campaign.json:5 goal: must be a whole number above 0; it is 0. Write for example 3000.',
    ],
    [
      'a stray comma',
      { 'partners.json': (json) => json.replace(/\}\s*\]/, '},\n]') },
      'partners.json:29: a comma too many before ]. Remove the comma.',
    ],
    [
      'a missing comma',
      { 'campaign.json': (json) => json.replace('"goal": 3000,', '"goal": 3000') },
      'campaign.json:5: a comma or a colon is missing after 3000. Add it.',
    ],
    [
      'typographic quotation marks',
      { 'texts/sv.json': (json) => json.replace(/"title": "(.*)"/, '"title": “$1”') },
      'texts/sv.json:3: “ cannot hold a text. Write straight double quotation marks: "…"',
    ],
    [
      'a text over two lines',
      { 'texts/sv.json': (json) => json.replace('Skriv under', 'Skriv\nunder') },
      'texts/sv.json:3: a text must begin and end with " on the same line. Close it, or join its lines.',
    ],
    [
      'a comment',
      { 'campaign.json': (json) => json.replace('"goal"', '// hoped for\n"goal"') },
      'campaign.json:5: a comment cannot stand in JSON. Remove it.',
    ],
    [
      'a name without quotation marks',
      { 'campaign.json': (json) => json.replace('"goal"', 'goal') },
      'campaign.json:5: goal needs quotation marks. Write "goal".',
    ],
    [
      'a file that breaks off',
      { 'campaign.json': (json) => json.slice(0, json.lastIndexOf('}')) },
      'campaign.json:16: ends too early: a } is missing. Add it.',
    ],
    [
      'a bracket of the wrong kind',
      { 'campaign.json': (json) => json.replace('"sv"]', '"sv"}') },
      'campaign.json:8: } stands where a ] is needed. Put it there.',
    ],
    ['an empty file', { 'campaign.json': () => '' }, 'campaign.json: is not JSON: …'],
    [
      'a name that stands twice',
      { 'campaign.json': (json) => json.replace('"opens": null', '"goal": 10,\n"opens": null') },
      'campaign.json:6: a name stands twice in the same group. Keep one of the two.',
    ],
    [
      'a misspelt name',
      { 'campaign.json': (json) => json.replace('"hashtag"', '"hastag"') },
      'campaign.json:1 hashtag: is missing. Add it, for example: "hashtag": "#CohesionAlliance"',
      'campaign.json:4 hastag: is not known here. Did you mean hashtag?',
    ],
    [
      'an unknown name',
      {
        'campaign.json': (json) => json.replace('"country": "optional"', '"country": "optional",\n"telephone": "off"'),
      },
      'campaign.json:15 fields.telephone: is not known here. Remove it; known are country, region.',
    ],
    [
      'a misspelt value',
      { 'campaign.json': (json) => json.replace('"optional"', '"optionel"') },
      'campaign.json:14 fields.country: must be off (not asked for), optional or required; it is "optionel". Write "optional".',
    ],
    [
      'a date that is none',
      { 'campaign.json': (json) => json.replace('2027-06-30T', '2027-06-31T') },
      'campaign.json:7 closes: must be a day and a time in UTC, or null for none; it is "2027-06-31T22:00:00Z". Write for example "2027-06-30T22:00:00Z".',
    ],
    [
      'an end before the beginning',
      { 'campaign.json': (json) => json.replace('"opens": null', '"opens": "2027-07-01T00:00:00Z"') },
      'campaign.json:7 closes: must be after opens (2027-07-01T00:00:00Z); it is 2027-06-30T22:00:00Z. Change one.',
    ],
    [
      'a default language without texts',
      { 'campaign.json': (json) => json.replace('"defaultLanguage": "en"', '"defaultLanguage": "fi"') },
      'campaign.json:9 defaultLanguage: must be one of the languages (en, sv); it is "fi". Write "en".',
    ],
    [
      'a language without files',
      { 'campaign.json': (json) => json.replace('"en", "sv"', '"en", "sv", "fi"') },
      'declaration/fi.md: is missing. Add the file, or remove "fi" from languages in campaign.json.',
      'privacy/fi.md: is missing. Add the file, or remove "fi" from languages in campaign.json.',
      'texts/fi.json: is missing. Add the file, or remove "fi" from languages in campaign.json.',
    ],
    [
      'a text in a language that is not listed',
      { 'declaration/fi.md': () => '' },
      'declaration/fi.md: is not read. Add "fi" to languages in campaign.json, or remove the file.',
    ],
    [
      'a file under a wrong name',
      { 'privacy/sv.txt': () => '' },
      'privacy/sv.txt: is not read. Name it after its language, such as en.md, or remove it.',
    ],
    [
      'a partner that stands twice',
      { 'partners.json': (json) => json.replace('"broar"', '"provstad"') },
      'partners.json:19 partners[2].id: "provstad" stands twice, the first time in line 5. Remove one, or give it an id of its own.',
    ],
    [
      'a partner with a wrong id',
      { 'partners.json': (json) => json.replace('"broar"', '"Broär"') },
      'partners.json:19 partners[2].id: must be 1 to 64 small letters (a–z), digits or hyphens; it is "Broär". Write for example "provstad".',
    ],
    [
      'a partner without an address',
      { 'partners.json': (json) => json.replace(/,\s*"url": "https:..broar.example."/, '') },
      'partners.json:18 partners[2].url: is missing. Add it, for example: "url": "https://provstad.example/"',
    ],
    [
      'a country that there is not',
      { 'partners.json': (json) => json.replace('"country": "SE"', '"country": "UK"') },
      'partners.json:8 partners[0].country: must be a country code of ISO 3166-1; it is "UK". Write "GB".',
    ],
    [
      'markup in a text',
      { 'texts/en.json': (json) => json.replace('strong cohesion', '<b>strong</b> cohesion') },
      'texts/en.json:3 title: must be plain text, but “<b>” is HTML. Write it without.',
    ],
    [
      'markup in a declaration',
      {
        'declaration/en.md': () =>
          '---\nversion: 1\n---\n\n# A [title](https://city.example)\n\n## A heading\n\nA **strong** word\nand <br> a *soft* one.\n\n- A list\n',
      },
      'declaration/en.md:5 title: must be plain text, but “[title](https://city.example)” is a Markdown link. Write it without.',
      'declaration/en.md:7 paragraph 1: is a heading, but only the title can be one. Write it as a paragraph.',
      'declaration/en.md:9 paragraph 2: must be plain text, but “**strong**” is Markdown. Write it without.',
      'declaration/en.md:10 paragraph 2: must be plain text, but “<br>” is HTML. Write it without.',
      'declaration/en.md:12 paragraph 3: is a list, but only paragraphs are shown. Write it as a sentence.',
    ],
    [
      'a placeholder that is none',
      { 'privacy/sv.md': (text) => text.replace('{controller}', '{controler}') },
      'privacy/sv.md:7 paragraph 1: “{controler}” is no placeholder here. Only {controller} and {contact} can stand in it.',
    ],
    [
      'a consent for nobody in particular',
      { 'texts/sv.json': (json) => json.replace('{partner}', 'kommunen') },
      'texts/sv.json:9 choices.partnerUpdates: must be a text of at most 500 characters that names the partner with {partner}; it is …',
    ],
    [
      'a text without a version',
      { 'declaration/sv.md': (text) => text.replace(/^---[^]*?---\n/, '') },
      'declaration/sv.md:1 version: is missing: a text needs its version at the top. Begin the file with three lines: “---”, “version: 1”, “---”.',
    ],
    [
      'a misspelt front matter',
      { 'declaration/sv.md': (text) => text.replace('version:', 'verson:') },
      'declaration/sv.md:2 verson: is not known here. Did you mean version?',
      'declaration/sv.md:2 version: is missing. Begin the file with three lines: “---”, “version: 1”, “---”.',
    ],
    [
      'a version with blanks',
      { 'declaration/sv.md': (text) => text.replace('2018-1', 'of 2018') },
      'declaration/sv.md:2 version: must be 1 to 40 letters (a–z), digits, dots or hyphens. Write for example: version: 2018-1',
    ],
    [
      'a text without a title',
      { 'declaration/sv.md': () => '---\nversion: 1\n---\n\nFör en stark politik\n\nText.\n' },
      'declaration/sv.md:5 title: must begin with # and a space. Write: # För en stark politik',
    ],
    [
      'a title without a text',
      { 'declaration/sv.md': () => '---\nversion: 1\n---\n# Titel' },
      'declaration/sv.md:4 text: is missing. Write it after the title.',
    ],
    [
      'a file in an old encoding',
      { 'texts/sv.json': (json) => Buffer.from(json, 'latin1') },
      'texts/sv.json: is not UTF-8. Save it with the encoding UTF-8.',
    ],
    ['a folder without campaign.json', { 'campaign.json': () => null }, 'campaign.json: is missing. Add the file.'],
  ];

  for (const [title, changes, ...expected] of mistakes) {
    it(`is told with place and remedy: ${title}`, async () => {
      const folder = await campaignsWith(changes);
      const told = (await mistakesIn(folder)).map((mistake) => mistake.replace(join(folder, 'cohesion') + sep, ''));
      assert.equal(told.length, expected.length, told.join('\n'));
      told.forEach((mistake, i) => {
        const [start, rest] = expected[i]!.split(/(?<=is |: )…$/) as [string, string?];
        assert.equal(rest === undefined ? mistake : mistake.slice(0, start.length), start);
      });
    });
  }

  it('does not hide the others: all are told at once, in the order of the lines', async () => {
    const folder = await campaignsWith({
      'campaign.json': (json) => json.replace('3000', '-1').replace('#Cohesion', 'Cohesion').replace('@', ' at '),
      'partners.json': (json) => `${json},`,
    });
    const places = (await mistakesIn(folder)).map((mistake) => /(\w+\.json:\d+)/.exec(mistake)?.[1]);
    assert.deepEqual(places, ['partners.json:32', 'campaign.json:4', 'campaign.json:5', 'campaign.json:11']);
  });

  it('can also lie in the folder of campaigns', async () => {
    const missing = join(tmpdir(), 'no-such-campaigns');
    assert.deepEqual(await mistakesIn(missing), [
      `${missing}: there is no such folder. Name the folder of the campaigns in CAMPAIGNS.`,
    ]);

    const empty = await temporaryFolder();
    assert.deepEqual(await mistakesIn(empty), [`${empty}: holds no campaign. Add a folder with a campaign.json.`]);

    const named = await temporaryFolder();
    await cp(join(shipped, 'cohesion'), join(named, 'default'), { recursive: true });
    assert.match((await mistakesIn(named)).join(), /default is a name that every service has already\. Give/);
  });

  it('is to have two default campaigns, or none among several', async () => {
    const folder = await campaignsWith({});
    await cp(join(folder, 'cohesion'), join(folder, 'second'), { recursive: true });
    assert.match((await mistakesIn(folder)).join(), /several campaigns are the default: cohesion, second\. Write/);

    for (const id of ['cohesion', 'second']) {
      await change(join(folder, id, 'campaign.json'), (json) => json.replace('"default": true,', ''));
    }
    assert.match((await mistakesIn(folder)).join(), /no campaign is the default\. Write .* of cohesion, second\./);

    await change(join(folder, 'second', 'campaign.json'), (json) => json.replace('{', '{ "default": true,'));
    assert.equal((await loadCampaigns(folder)).find('default')?.id, 'second');
  });
});

type Change = (text: string) => string | Buffer | null;
type Changes = Record<string, Change>;

const temporaryFolders: string[] = [];
after(() => Promise.all(temporaryFolders.map((folder) => rm(folder, { recursive: true }))));

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'campaigns-'));
  temporaryFolders.push(folder);
  return folder;
}

/** A copy of the campaigns as shipped, with changes to files of the sample campaign. */
async function campaignsWith(changes: Changes): Promise<string> {
  const folder = await temporaryFolder();
  await cp(shipped, folder, { recursive: true });
  for (const [path, made] of Object.entries(changes)) await change(join(folder, 'cohesion', path), made);
  return folder;
}

async function change(path: string, made: Change): Promise<void> {
  const before = await readFile(path, 'utf8').catch(() => undefined);
  const after = made(before ?? '');
  if (after === null) return rm(path);
  assert.notEqual(after, before, `the change left ${path} as it was`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, after);
}

async function mistakesIn(folder: string): Promise<readonly string[]> {
  const error: unknown = await loadCampaigns(folder).then(
    () => assert.fail('the campaigns were taken'),
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof CampaignError, String(error));
  for (const mistake of error.mistakes) assert.ok(error.message.includes(mistake));
  return error.mistakes;
}
