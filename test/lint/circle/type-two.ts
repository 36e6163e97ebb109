import { One } from './type-one';

export interface Two {
  readonly one?: One;
}
