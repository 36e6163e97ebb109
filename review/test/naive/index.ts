import { AURORA_APPS } from './aurora';
import { CACHE_APPS } from './cache';
import { CAPACITY_APPS } from './capacity';
import { CERTIFICATE_APPS } from './certificates';
import { COMPUTE_APPS } from './compute';
import { CROSS_STACK_APPS } from './cross-stack';
import { DATA_APPS } from './data';
import { DATABASE_APPS } from './database';
import { EDGE_APPS } from './edge';
import { FIREWALL_APPS } from './firewall';
import { MESSAGING_APPS } from './messaging';
import { NaiveApp } from './naive-app';
import { NETWORK_APPS } from './network';
import { RENAME_APPS } from './renames';

export type { Build, Expectation, NaiveApp, Outcome } from './naive-app';

/** An app for each one-way door that a template can show. */
export const NAIVE_APPS: readonly NaiveApp[] = [
  ...NETWORK_APPS,
  ...DATABASE_APPS,
  ...AURORA_APPS,
  ...DATA_APPS,
  ...COMPUTE_APPS,
  ...CAPACITY_APPS,
  ...EDGE_APPS,
  ...CERTIFICATE_APPS,
  ...FIREWALL_APPS,
  ...CACHE_APPS,
  ...MESSAGING_APPS,
  ...CROSS_STACK_APPS,
  ...RENAME_APPS,
];
