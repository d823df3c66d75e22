import type { Campaign } from '@cohesion/contract';
import { html } from 'ghtml';
import { heldExplanation } from '../mail/mail-bodies.ts';
import type { MineChange, MineLink, OwnSignature } from '../store/index.ts';
import { formatNumber, msg, str } from '../words.ts';
import { correctionForm, summaryOf, type Unfit } from './correction-form.ts';
import { page } from './page.ts';
import { facts, privacyLines } from './parts.ts';

/** What has just been done, or why it was not. */
export type MineNotice = { readonly done: MineChange['action'] } | Unfit;

/** Everything that a signatory may do with a signature, on one page of plain forms. */
export function minePage(
  { state, signature }: Extract<MineLink, { signature: OwnSignature }>,
  campaign: Campaign,
  notice?: MineNotice,
): string {
  const title = msg('My signature', { id: 'service.mine.title' });
  const unfit = notice && 'refusals' in notice ? notice : undefined;
  return page({
    title: unfit ? `${msg('Error', { id: 'service.mine.error' })}: ${title}` : title,
    brand: campaign.hashtag,
    main: html` !${unfit ? summaryOf(unfit) : ''}
      <h1>${title}</h1>
      !${notice && 'done' in notice ? done(notice.done) : ''}
      <p>${standing(state, signature)}</p>
      !${facts(signature, campaign)} !${correctionForm(signature, unfit)} !${listing(signature)} !${download()}
      !${withdrawal(state)}`,
    footer: privacyLines(campaign),
  });
}

function standing(state: 'pending' | 'confirmed' | 'held', { number = 0 }: OwnSignature): string {
  if (state === 'held') return heldExplanation();
  if (state === 'pending') {
    return msg(
      'You have not confirmed it yet, so it does not count. Please open the confirm link in the newest mail.',
      {
        id: 'service.mine.pending',
      },
    );
  }
  const written = formatNumber(number);
  return msg(str`It counts: you are signature number ${written}. Thank you!`, {
    id: 'service.mine.confirmed',
    desc: 'a number',
  });
}

function done(action: MineChange['action']): string {
  const text =
    action === 'list'
      ? msg('Saved. Your name may now be shown in public.', { id: 'service.mine.listed-now' })
      : action === 'unlist'
        ? msg('Saved. Your name is not shown in public.', { id: 'service.mine.unlisted-now' })
        : msg('Saved.', { id: 'service.mine.saved' });
  return html`<p class="notice" role="status">${text}</p>`;
}

function listing({ listed }: OwnSignature): string {
  const [now, label] = listed
    ? [
        msg('Your name may be shown in public among those who have signed.', { id: 'service.mine.is-listed' }),
        msg('Do not show my name', { id: 'service.mine.unlist', desc: 'label of a button' }),
      ]
    : [
        msg('Your name is not shown in public. It counts all the same.', { id: 'service.mine.is-unlisted' }),
        msg('Show my name', { id: 'service.mine.list', desc: 'label of a button' }),
      ];
  return html`<h2>${msg('Shown in public', { id: 'service.mine.public' })}</h2>
    <p>${now}</p>
    !${oneButton(listed ? 'unlist' : 'list', label)}`;
}

function download(): string {
  return html`<h2>${msg('A copy of your data', { id: 'service.mine.copy' })}</h2>
    <p>${msg('Everything we keep about your signature, in one file (JSON).', { id: 'service.mine.copy-about' })}</p>
    !${oneButton('download', msg('Download', { id: 'service.mine.download', desc: 'label of a button' }))}`;
}

/** Opened first: nothing brings a withdrawn signature back. */
function withdrawal(state: 'pending' | 'confirmed' | 'held'): string {
  const label = msg('Withdraw my signature', { id: 'service.mine.withdraw', desc: 'label of a button, and heading' });
  const counts =
    state === 'confirmed'
      ? msg('Your signature then no longer counts.', { id: 'service.mine.withdraw-count' })
      : msg('Your signature will then never count.', { id: 'service.mine.withdraw-uncounted' });
  return html`<details>
    <summary>${label}</summary>
    <p>
      ${counts}
      ${msg('Everything about you is erased at once, and cannot be brought back. You may sign again at any time.', { id: 'service.mine.withdraw-about' })}
    </p>
    !${oneButton('withdraw', label)}
  </details>`;
}

function oneButton(action: 'list' | 'unlist' | 'download' | 'withdraw', label: string): string {
  return html`<form method="post">
    <button class="button second" name="action" value="${action}">${label}</button>
  </form>`;
}
