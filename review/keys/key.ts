/** What a service does with a second resource under a key that is taken. */
export type Outcome =
  /** It refuses to create it. */
  | 'refused'
  /** It takes the second for the first, or writes over it; what removes the old one then removes both. */
  | 'overwritten';

/** Whose keys must differ: those of a Region of an account, of an account, or of all accounts of AWS. */
export type Scope = 'region' | 'account' | 'world';

export interface Part {
  /** The property, or a path in it, such as `Rule.Name`; `@` is the item of a list itself. */
  readonly path: string;
  /** What the service takes where the property is unset. */
  readonly fallback?: string;
  /** Whether the key is whole without it. */
  readonly optional: boolean;
  readonly as: PartKind;
}

/**
 * How values of a part are compared: as they are, without regard to case, as a DNS name, as the zone that a subnet is
 * in, as the resource that is meant whichever of its attributes names it, as all that a resource is set up with, or as
 * the API stages of a usage plan.
 */
export type PartKind = 'value' | 'case' | 'dns' | 'zone' | 'resource' | 'setup' | 'stages';

/** Properties whose values together belong to one resource only. */
export interface Key {
  readonly parts: readonly Part[];
  readonly outcome: Outcome;
  /** Why there can be only one, as a sentence without a period; unset where the key is a plain name. */
  readonly because?: string;
  readonly source: string;
  /** A list whose every item holds the key; parts are looked for in the item first. */
  readonly each?: string;
  /** The types whose keys are one set, under the name of one of them. */
  readonly space?: string;
  /** The set in which a key must not be, where that is not its own. */
  readonly against?: string;
  readonly scope?: Scope;
  /** Which resources hold the key at all. */
  readonly when?: (properties: Readonly<Record<string, unknown>>) => boolean;
}

type Details = Pick<Key, 'because' | 'each' | 'space' | 'against' | 'scope' | 'when'>;

/** The page of the template reference, which says what of a type must be unique. */
export function templatePage(type: string): string {
  const page = type
    .replace(/^AWS::/, '')
    .replaceAll('::', '-')
    .toLowerCase();
  return `https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-${page}.html`;
}

/** A key of parts written as `Path`, `Path?` (optional), `Path=value` (its default) and `Path:kind`. */
export function refused(source: string, parts: string, details: Details = {}): Key {
  return { parts: partsOf(parts), outcome: 'refused', source, ...details };
}

export function overwritten(source: string, parts: string, details: Details = {}): Key {
  return { parts: partsOf(parts), outcome: 'overwritten', source, ...details };
}

/** Types that have one name each, which must be unique: `[type, parts]`. */
export function named(...types: readonly (readonly [type: string, parts: string])[]): Record<string, readonly Key[]> {
  return Object.fromEntries(types.map(([type, parts]) => [type, [refused(templatePage(type), parts)]]));
}

function partsOf(text: string): Part[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((word) => {
      const [, path, optional, fallback, kind] = /^([\w.@]+)(\?)?(?:=([^:]*))?(?::(\w+))?$/.exec(word) ?? [];
      return {
        path,
        optional: optional !== undefined,
        ...(fallback === undefined ? {} : { fallback }),
        as: (kind ?? 'value') as PartKind,
      };
    });
}
