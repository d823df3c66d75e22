import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatNumber, inLanguage, knownLanguage, languagesOf, loadWords, msg } from '../src/words.ts';
import { StartError } from '../src/start-error.ts';
import { repository } from './support/service.ts';

const translations = `${repository}translations/generated`;
const title = () => msg('Confirm your signature', { id: 'service.confirm.title' });

describe('words', () => {
  it('come in the language of the moment, one inside another too', async () => {
    await loadWords(translations);
    assert.equal(title(), 'Confirm your signature');
    inLanguage('sv', () => {
      assert.equal(title(), 'Bekräfta din underskrift');
      assert.equal(inLanguage('en', title), 'Confirm your signature');
      assert.equal(formatNumber(2981), '2\u00a0981');
    });
    assert.throws(() => inLanguage('sv', () => assert.fail('while writing')));
    assert.equal(title(), 'Confirm your signature', 'an error leaves no language behind');
  });

  it('know their languages by their tags, and fall back to English', async () => {
    await loadWords(translations);
    assert.equal(knownLanguage(['sv-FI']), 'sv');
    assert.equal(knownLanguage(languagesOf('xx;q=1, sv-SE;q=0.9, en;q=0.8')), 'sv');
    assert.equal(knownLanguage(languagesOf(undefined)), 'en');
    assert.equal(knownLanguage(languagesOf('../../etc')), 'en');
  });

  it('say how to build them when they are not there', async () => {
    await assert.rejects(
      loadWords('/nowhere'),
      (error) => error instanceof StartError && error.message.includes('npm run build'),
    );
  });
});
