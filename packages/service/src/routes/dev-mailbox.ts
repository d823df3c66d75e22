import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { pageHeaders, pageRoute } from '../headers.ts';
import { DevMailbox } from '../mail/dev-mailbox.ts';
import { mailListPage, mailPage } from '../pages/mailbox-pages.ts';
import { Refused } from '../problems.ts';
import type { Surroundings } from './surroundings.ts';

/** The development mailbox. Registered outside production only. */
export const devMailboxRoutes: FastifyPluginAsyncTypebox<Surroundings> = async (app, { config }) => {
  const mailbox = new DevMailbox(config.mail.mailbox);
  const params = Type.Object({ id: Type.String() });
  const found = async (id: string) => {
    const mail = await mailbox.find(id);
    if (!mail) throw new Refused(404, []);
    return mail;
  };

  app.addHook('onSend', async (_request, reply) => void reply.header('Cache-Control', 'no-store'));

  app.get('/dev/mail.json', { schema: { hide: true } }, async () =>
    (await mailbox.list()).map(({ to, subject, text, html, links, code, at }) => {
      return { to, subject, text, html, links, code, at };
    }),
  );

  app.get('/dev/mail', pageRoute, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(mailListPage(await mailbox.list())),
  );

  const mailHeaders = { ...pageHeaders, contentSecurityPolicy: withDirective('frameSrc', ["'self'"]) };
  app.get(
    '/dev/mail/:id',
    { ...pageRoute, helmet: mailHeaders, schema: { hide: true, params } as { params: typeof params } },
    async (request, reply) => reply.type('text/html; charset=utf-8').send(mailPage(await found(request.params.id))),
  );

  // Somebody else's HTML: it gets no script, no form, no origin; only its links lead out of the frame.
  const sandboxed = {
    ...pageHeaders,
    xFrameOptions: { action: 'sameorigin' as const },
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        styleSrc: ["'unsafe-inline'"],
        frameAncestors: ["'self'"],
        sandbox: ['allow-top-navigation-by-user-activation'],
      },
    },
  };
  app.get(
    '/dev/mail/:id/html',
    { ...pageRoute, helmet: sandboxed, schema: { hide: true, params } as { params: typeof params } },
    async (request, reply) => {
      const { html } = await found(request.params.id);
      return reply.type('text/html; charset=utf-8').send(html.replace('<head>', '<head><base target="_top">'));
    },
  );

  app.get(
    '/dev/mail/:id/source',
    { ...pageRoute, schema: { hide: true, params } as { params: typeof params } },
    async (request, reply) => {
      const { id } = await found(request.params.id);
      return reply.type('text/plain; charset=utf-8').send(await readFile(join(config.mail.mailbox, `${id}.eml`)));
    },
  );
};

function withDirective(name: string, value: string[]) {
  const policy = pageHeaders.contentSecurityPolicy as { directives: Record<string, string[]> };
  return { useDefaults: false, directives: { ...policy.directives, [name]: value } };
}
