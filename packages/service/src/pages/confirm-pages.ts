import type { Campaign } from '@cohesion/contract';
import { html } from 'ghtml';
import { heldExplanation } from '../mail/mail-bodies.ts';
import { pendingHours, type SignatureInMail } from '../store/index.ts';
import { formatNumber, msg, str } from '../words.ts';
import { page } from './page.ts';
import { facts, privacyLines, signAgain } from './parts.ts';

/** Asks for the one press that makes the signature count, and shows what for. */
export function confirmPage(signature: SignatureInMail, campaign: Campaign): string {
  const title = msg('Confirm your signature', { id: 'service.confirm.title' });
  return page({
    title,
    brand: campaign.hashtag,
    main: html` <h1>${title}</h1>
      <p>${msg('One step is left. This is what you are about to sign:', { id: 'service.confirm.lead' })}</p>
      !${facts(signature, campaign)}
      <form method="post">
        <button class="button">
          ${msg('Yes, I sign', { id: 'service.confirm.button', desc: 'label of the button that confirms' })}
        </button>
      </form>
      <p class="quiet">
        ${msg(
          str`Was it not you? Then close this page. Without a confirmation nothing is counted, and after ${pendingHours} hours everything is erased.`,
          { id: 'service.confirm.not-me', desc: 'a number of hours' },
        )}
      </p>`,
    footer: privacyLines(campaign),
  });
}

/** Says thanks, as often as somebody comes. */
export function thanksPage(
  signature: SignatureInMail,
  campaign: Campaign,
  { number, total }: { number: number; total: number },
): string {
  const title = msg('Thank you. Your signature counts.', { id: 'service.thanks.title' });
  return page({
    title,
    brand: campaign.hashtag,
    main: html` <h1>${title}</h1>
      <p>
        ${msg('You are signature number', { id: 'service.thanks.number', desc: 'a large number follows on its own line' })}
      </p>
      <p class="figure">${formatNumber(number)}</p>
      !${progress(campaign, total)} !${facts(signature, campaign)} !${wayBack(campaign)}`,
    footer: privacyLines(campaign),
  });
}

/** For an organisation that is not the first of its name. */
export function heldPage(signature: SignatureInMail, campaign: Campaign): string {
  const title = msg('Your organisation has signed already', { id: 'service.held.title' });
  return page({
    title,
    brand: campaign.hashtag,
    main: html` <h1>${title}</h1>
      <p>${heldExplanation()}</p>
      !${facts(signature, campaign)} !${wayBack(campaign)}`,
    footer: privacyLines(campaign),
  });
}

/** For a link that no longer confirms anything. */
export function spentLinkPage(state: 'spent' | 'expired', campaign: Campaign): string {
  const title = msg('This link no longer works', { id: 'service.spent.title' });
  return page({
    title,
    brand: campaign.hashtag,
    main: html` <h1>${title}</h1>
      <p>
        ${
          state === 'spent'
            ? msg('A newer mail has been sent to you since. Please open the link in the newest one.', {
                id: 'service.spent.newer',
              })
            : msg(str`A link works for ${pendingHours} hours, and these have passed. Nothing was counted.`, {
                id: 'service.spent.expired',
                desc: 'a number of hours',
              })
        }
      </p>
      !${signAgain(campaign)}`,
    footer: privacyLines(campaign),
  });
}

/** For a link that was never mailed, or was erased with all that belonged to it. */
export function unknownLinkPage(campaign: Campaign | undefined): string {
  const title = msg('We do not know this link', { id: 'service.unknown.title' });
  return page({
    title,
    ...(campaign && { brand: campaign.hashtag }),
    main: html` <h1>${title}</h1>
      <p>
        ${msg('Perhaps a part of it is missing. Please open it from the mail again, or copy the whole of it.', {
          id: 'service.unknown.incomplete',
        })}
      </p>
      <p>
        ${msg(
          str`If the mail is older than ${pendingHours} hours, everything about it has been erased, and nothing was counted.`,
          {
            id: 'service.unknown.erased',
            desc: 'a number of hours',
          },
        )}
      </p>
      !${campaign ? signAgain(campaign) : ''}`,
  });
}

function progress({ goal }: Campaign, total: number): string {
  const signed = formatNumber(total);
  const hoped = formatNumber(goal);
  const text = msg(str`Signatures so far: ${signed}. Goal: ${hoped}.`, {
    id: 'service.thanks.progress',
    desc: 'two numbers: signatures so far, signatures hoped for',
  });
  return html`<div class="progress">
    <p id="progress">${text}</p>
    <progress max="${goal}" value="${Math.min(total, goal)}" aria-labelledby="progress"></progress>
  </div>`;
}

function wayBack({ partner }: Campaign): string {
  if (!partner) return '';
  const label = msg(str`Back to ${partner.name}`, {
    id: 'service.thanks.back',
    desc: 'label of a link; name of a city',
  });
  return html`<p><a href="${partner.url}">${label}</a></p>`;
}
