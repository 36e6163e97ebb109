import type { Two } from './type-two';

export interface One {
  readonly two?: Two;
}
