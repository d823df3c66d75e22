import closeWithGrace from 'close-with-grace';
import { CampaignError } from './campaigns/index.ts';
import { readConfig } from './config.ts';
import { logOptions } from './log.ts';
import { StartError } from './start-error.ts';
import { startService } from './service.ts';

try {
  const service = await startService(readConfig(process.env), { logger: logOptions });
  closeWithGrace({ delay: 10_000 }, async ({ err }) => {
    if (err) service.log.error({ err }, 'stopping because of an error');
    await service.close();
  });
} catch (error) {
  // What a person can put right is told in words; a stack is for what we did not foresee.
  const foreseen = error instanceof StartError || error instanceof CampaignError;
  console.error(foreseen ? error.message : error);
  process.exit(1);
}
