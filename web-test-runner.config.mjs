/** The tests that need a browser: Chromium always, Firefox and WebKit where they are installed; CI demands all three. */
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { ensureChromium, findFirefox, findWebKit } from './scripts/browsers.ts';
import { webkitLauncher } from './scripts/webkit-launcher.ts';

const rootDir = import.meta.dirname;

/** Browsers refuse to run as root in their sandbox; containers and CI are root. */
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

function chromium() {
  const launcher = chromeLauncher({ launchOptions: { executablePath: ensureChromium(), args } });
  return Object.assign(launcher, { name: 'Chromium' });
}

function firefox(executablePath) {
  const launcher = chromeLauncher({
    launchOptions: { browser: 'firefox', executablePath, headless: true },
    concurrency: 1,
  });
  return Object.assign(launcher, { name: 'Firefox' });
}

function browsers() {
  const [firefoxPath, webkit] = [findFirefox(), findWebKit()];
  const missing = [...(firefoxPath ? [] : ['Firefox']), ...(webkit ? [] : ['WebKit'])];
  if (missing.length > 0) {
    const sentence = `${missing.join(' and ')} not found`;
    if (process.env.CI) throw new Error(`${sentence}: CI tests in every browser (see .ci/run).`);
    console.log(`${sentence}: the tests run without.`);
  }
  return [chromium(), ...(firefoxPath ? [firefox(firefoxPath)] : []), ...(webkit ? [webkitLauncher(webkit)] : [])];
}

/** Elements fetch their words beside their script; here that is a folder of sources, and the words are in dist. */
function wordsFromBuild(context, next) {
  const words = /\/words\/[\w.-]+\.json$/.exec(context.path);
  if (words) context.path = `/dist${words[0]}`;
  return next();
}

/** Tells `npm test`, which starts this as a child process, how many tests passed and failed in each browser. */
const tally = {
  onTestRunFinished({ sessions }) {
    const counts = {};
    for (const session of sessions) {
      const { passed, failed } = countsOf(session);
      const count = (counts[session.browser.name] ??= { passed: 0, failed: 0 });
      count.passed += passed;
      count.failed += failed;
    }
    process.send(counts);
  },
};

function countsOf(session) {
  const tests = testsOf(session.testResults);
  const passed = tests.filter((test) => test.passed && !test.skipped).length;
  const failed = tests.filter((test) => !test.passed && !test.skipped).length;
  // A file that cannot be loaded, or that holds no test, has no test that failed: the file itself has.
  const broken = !session.passed || tests.length === 0;
  return { passed, failed: failed === 0 && broken ? 1 : failed };
}

function testsOf(suite) {
  return suite ? [...suite.tests, ...suite.suites.flatMap(testsOf)] : [];
}

export default {
  rootDir,
  files: 'packages/{core,counter,sign-form,embed}/test/**/*.test.ts',
  browsers: browsers(),
  // One after another: two at a time starve each other on small machines.
  concurrentBrowsers: 1,
  nodeResolve: { exportConditions: ['source'] },
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${rootDir}/tsconfig.json` })],
  middleware: [wordsFromBuild],
  reporters: process.send ? [defaultReporter({ reportTestProgress: false }), tally] : [defaultReporter()],
};
