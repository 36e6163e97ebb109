import { askOverHttp, smokeTestHandler, smokeTestOf } from './smoke-test';

/** Asks a service's new tasks whether they work, before users reach them. */
export const handler = smokeTestHandler(smokeTestOf(process.env), askOverHttp);
