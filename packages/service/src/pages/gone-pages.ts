import type { Campaign } from '@cohesion/contract';
import { html } from 'ghtml';
import { msg, str } from '../words.ts';
import { page } from './page.ts';
import { privacyLines, signAgain } from './parts.ts';

/** Asks for the one press that erases and blocks. */
export function notMePage(campaign: Campaign, token: string): string {
  const title = msg('Was it not you?', { id: 'service.not-me.title' });
  const declaration = campaign.declaration.title;
  return page({
    title,
    brand: campaign.hashtag,
    main: html` <h1>${title}</h1>
      <p>
        ${msg(str`Somebody has typed your address into the form under “${declaration}”.`, {
          id: 'service.not-me.reason',
          desc: 'the title of the declaration',
        })}
      </p>
      <p>
        ${msg('If it was not you, press the button. We then erase this signature with everything about it, and block your address: nobody can sign this declaration with it, and it gets no more mail from us.', { id: 'service.not-me.about' })}
      </p>
      <form method="post" action="/v1/mine/${token}">
        <button class="button" name="action" value="not-me">
          ${msg('It was not me', { id: 'service.not-me.button', desc: 'label of a button' })}
        </button>
      </form>
      <p class="quiet">
        ${msg('Was it you, and you have changed your mind?', { id: 'service.not-me.changed-mind' })}
        <a href="/v1/mine/${token}"
          >${msg('Withdraw your signature', { id: 'service.not-me.withdraw', desc: 'label of a link' })}</a
        >
      </p>`,
    footer: privacyLines(campaign),
  });
}

/** For a link whose signature is gone, because somebody with the mail wanted it so. */
export function gonePage(state: 'withdrawn' | 'not-me', campaign: Campaign, contact: string): string {
  const title =
    state === 'withdrawn'
      ? msg('Your signature is withdrawn', { id: 'service.gone.withdrawn' })
      : msg('Your address is blocked', { id: 'service.gone.not-me' });
  return page({
    title,
    brand: campaign.hashtag,
    main: html` <h1>${title}</h1>
      !${state === 'withdrawn' ? withdrawn(campaign) : blocked(contact)}`,
    footer: privacyLines(campaign),
  });
}

function withdrawn(campaign: Campaign): string {
  return html`<p>
      ${msg('It does not count any more, and everything about you has been erased. Only a code remains that cannot be turned back into your address.', { id: 'service.gone.withdrawn-about' })}
    </p>
    <p>${msg('If you change your mind, you may sign again at any time.', { id: 'service.gone.again' })}</p>
    !${signAgain(campaign)}`;
}

function blocked(contact: string): string {
  return html`<p>
      ${msg('The signature has been erased with everything about it. Nobody can sign this declaration with your address any more, and it gets no more mail from us. Only a code remains that cannot be turned back into it.', { id: 'service.gone.not-me-about' })}
    </p>
    <p>
      ${msg(str`Was it you after all? Then write to ${contact}.`, { id: 'service.gone.undo', desc: 'an e-mail address' })}
    </p>`;
}
