/** Notes what went wrong on the page from its first moment on, and answers for the service. */
window.troubles = [];
addEventListener('error', (event) => window.troubles.push(event.message ?? `not loaded: ${event.target.src}`), true);
addEventListener('unhandledrejection', (event) => window.troubles.push(String(event.reason)));
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
  window.troubles.push(`${violatedDirective} ${blockedURI} ${sample}`);
});

const texts = { version: '1/en', title: 'A sample declaration', paragraphs: ['Every region counts.'] };
const answers = {
  '/v1/campaigns/default': {
    id: 'sample',
    lang: 'en',
    languages: ['en'],
    status: 'open',
    opens: null,
    closes: null,
    title: 'For a strong cohesion policy',
    summary: 'A sample.',
    hashtag: '#CohesionAlliance',
    goal: 3000,
    declaration: texts,
    privacy: { ...texts, controller: 'Sample Alliance', consent: 'I agree.', url: 'https://alliance.example' },
    choices: { listed: 'Show my name.', updates: 'Send me news.' },
    fields: { country: 'optional', region: 'off' },
    partner: null,
  },
  '/v1/campaigns/default/signatures/total': { total: 2981, goal: 3000, asOf: '2026-11-22T12:00:00Z', nextPoll: 30 },
};
const bodies = new Map(Object.entries(answers).map(([path, answer]) => [path, JSON.stringify(answer)]));
window.posted = [];
window.fetch = async (url, { method, body } = {}) => {
  const { pathname } = new URL(url, location.href);
  if (method === 'POST') window.posted.push(body);
  return bodies.has(pathname)
    ? new Response(bodies.get(pathname))
    : new Response('{"status":"check-your-mail","pending":"p"}', { status: 202 });
};
