/** What becomes of a change that a service limits, where the resource specification calls it an update in place. */
export type LimitOutcome = 'refused' | 'replaced' | 'outage' | 'delayed';

/** The properties of a resource. */
export type Properties = Readonly<Record<string, unknown>>;

/** What a change of one value is asked. */
export interface Predicate {
  /** In words, after the name of the property. */
  readonly says: string;
  /** Two values that show it. */
  readonly example: readonly [before: unknown, after: unknown];
  /** Set where the way back is another matter. */
  readonly oneWay?: true;
  readonly holds: (before: unknown, after: unknown) => boolean;
}

/** What else must be so of the resource. */
export interface Given {
  readonly says: string;
  /** Properties of a resource that show it, before and after. */
  readonly example: readonly [before: Properties, after: Properties];
  readonly holds: (before: Properties, after: Properties) => boolean;
}

/** A change that a service refuses, or answers by a replacement, an outage or a wait. */
export interface UpdateLimit {
  readonly type: string;
  /** The property, with those within it after dots; `*` stands for the items of a list. */
  readonly path: string;
  readonly when: Predicate;
  readonly given?: Given;
  readonly outcome: LimitOutcome;
  /** Set where more than the templates say decides whether it comes to that. */
  readonly perhaps?: true;
  readonly why: string;
  readonly remedy: string;
  readonly source: string;
  /** When the source was read. */
  readonly date: string;
}

/** The rows of one page: they share their type, source and date. */
export interface Page {
  readonly type: string;
  readonly source: string;
  readonly date: string;
}

export type Row = Omit<UpdateLimit, keyof Page> & Partial<Page>;

export const rowsOf = (page: Page, rows: readonly Row[]): UpdateLimit[] => rows.map((row) => ({ ...page, ...row }));

/** When the pages were last read, but for those that say another day. */
export const READ = '2026-12-01';

export function templateReference(type: string): string {
  const page = type.slice('AWS::'.length).replace('::', '-').toLowerCase();
  return `https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-${page}.html`;
}
