import { ServiceRule } from './rule';

export const SERVICE_RULES: readonly ServiceRule[] = [];
