/** The vocabulary of a review: what was read, what changes, what was found. */

/** What CloudFormation will do to a resource. */
export type Action = 'create' | 'update' | 'replace' | 'destroy' | 'orphan' | 'move';

/** What is lost with a resource: data, a warm-up, or nothing. */
export type Durability = 'durable' | 'transient' | 'stateless';

/** A hazard loses data or fails a deployment; a caution needs a reader; a note informs. */
export type Severity = 'hazard' | 'caution' | 'note';

export type Verdict = 'safe' | 'hazard';

/** What will really happen, in one word, so that a reader can sort findings and a script can act on them. */
export type Mechanism =
  /** Data, or what is held for a while, goes. */
  | 'lost'
  /** A service or CloudFormation refuses the change, and the update rolls back. */
  | 'refused'
  /** Users or callers get no answer, for a while or until somebody acts. */
  | 'down'
  /** A host name, an address, an ID or a credential that others hold is another one. */
  | 'address-changed'
  /** It stays in the account, without a stack. */
  | 'left-behind'
  /** A later step or accident can do what this one cannot. */
  | 'less-protected'
  /** It takes effect later, only alone, or not on what is there already. */
  | 'delayed'
  /** Nobody can tell before the deployment. */
  | 'unknown'
  /** Nothing to act on. */
  | 'none';

/** What changing one property does to the resource that has it. */
export type Effect = 'in-place' | 'replacement' | 'may-replace' | 'unknown';

export interface PropertyChange {
  /** The top-level property, e.g. `MultiAZ`. */
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly effect: Effect;
  /** Where the effect is documented; the resource specification unless our table of documented behaviours decided. */
  readonly source: string;
  /** What the documentation says of this change, where our table of documented behaviours decided. */
  readonly note?: string;
  /** Why the service or CloudFormation refuses this change, though the resource specification takes it for an update. */
  readonly refused?: string;
  /** What limits the service sets to this change, though the resource specification takes it for an update. */
  readonly limits?: readonly ChangeLimit[];
}

/** What a service makes of a change that it limits. */
export interface ChangeLimit {
  readonly outcome: 'refused' | 'outage' | 'delayed';
  /** The property, with those within it after dots. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly why: string;
  /** Set where more than the templates say decides whether it comes to that. */
  readonly perhaps?: true;
  readonly remedy: string;
  readonly source: string;
}

export interface ResourceChange {
  readonly logicalId: string;
  /** The construct path, or the logical ID where the template carries no path. */
  readonly path: string;
  readonly type: string;
  /** The type before, where the same logical ID changes its type. */
  readonly previousType?: string;
  readonly action: Action;
  readonly durability: Durability;
  readonly properties: readonly PropertyChange[];
  /** For a move: where the resource goes, as `stack/logicalId`. */
  readonly movedTo?: string;
  /**
   * Why the resource changes though none of its own values did: what it refers to and is replaced, or yields another
   * value, as logical IDs, or `stack/logicalId` where they are in another stack.
   */
  readonly causedBy?: readonly string[];
  /** Set where the specification does not know the type: what an update does to it cannot be told. */
  readonly unknownType?: true;
  /**
   * Set where the action is the worst case: a condition that only the deployment decides, or a loop that is not looked
   * into, says whether the resource exists.
   */
  readonly conditional?: true;
}

export interface StackChanges {
  readonly name: string;
  readonly region: string;
  readonly changes: readonly ResourceChange[];
}

/** A finding that somebody has accepted by name. */
export interface AcceptedFinding {
  readonly rule: string;
  /** `stack/logicalId`. */
  readonly id: string;
  readonly reason: string;
  /** The last day on which it counts, `2027-01-31`. */
  readonly until: string;
}

export interface Finding {
  /** The rule's id, which stays the same from release to release. */
  readonly rule: string;
  readonly severity: Severity;
  readonly mechanism: Mechanism;
  readonly stack: string;
  readonly logicalId: string;
  /** The construct path, or the logical ID where the template carries none. */
  readonly path: string;
  readonly message: string;
  readonly remedy: string;
  readonly source: string;
  /** Set where somebody has accepted it: it is a note then, and does not count for the verdict. */
  readonly accepted?: { readonly severity: Severity; readonly reason: string; readonly until: string };
}

export interface Review {
  readonly from: string;
  readonly to: string;
  readonly verdict: Verdict;
  readonly stacks: readonly StackChanges[];
  readonly findings: readonly Finding[];
}

export interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
  readonly DependsOn?: string | string[];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly UpdatePolicy?: Record<string, unknown>;
  readonly Metadata?: Record<string, unknown>;
  readonly Condition?: string;
}

export interface Template {
  readonly Resources: Record<string, Resource>;
  readonly Outputs?: Record<
    string,
    { readonly Value: unknown; readonly Export?: { readonly Name: unknown }; readonly Condition?: string }
  >;
  readonly Parameters?: Record<string, unknown>;
  readonly [section: string]: unknown;
}

/** One stack of a cloud assembly; nested stacks and the stacks of nested assemblies are stacks of their own. */
export interface AssemblyStack {
  /** Unique in the assembly and equal in the assemblies of other stages: the stack's name, or parent/logicalId when nested. */
  readonly id: string;
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly template: Template;
  /** The template as it is written, where `template` holds what it comes to; two that differ are deployed anew. */
  readonly written?: Template;
  /** What the manifest, or the holder of a nested stack, gives to parameters. */
  readonly given?: Readonly<Record<string, unknown>>;
  /** The template's file, for messages. */
  readonly file: string;
  /** Bytes of the template as it would be uploaded. */
  readonly size: number;
  /** The id of the stack that holds this one, and the logical ID it has there. */
  readonly nestedIn?: { readonly stack: string; readonly logicalId: string };
  /** Ids of the stacks that deploy before this one. */
  readonly dependencies: readonly string[];
  /** The tags of the stack, which CloudFormation adds to all in it that can have tags. */
  readonly tags?: Readonly<Record<string, string>>;
  /** The construct path of the stack, where the assembly says it. */
  readonly path?: string;
  /** Construct paths by logical ID, for templates that do not carry them in their metadata. */
  readonly paths?: Readonly<Record<string, string>>;
}

export interface Assembly {
  readonly directory: string;
  readonly stacks: readonly AssemblyStack[];
}

/** What a rule sees. */
export interface RuleContext {
  readonly from: Assembly;
  readonly to: Assembly;
  /** Every change of every stack that both or either assembly has, with stacks that do not change left out. */
  readonly stacks: readonly StackChanges[];
  /** The stack before and after, by the name that `StackChanges` and findings carry. */
  stackBefore(name: string): AssemblyStack | undefined;
  stackAfter(name: string): AssemblyStack | undefined;
}

/** What a rule reports; the engine adds the rule's id and source. */
export interface RuleFinding {
  readonly severity: Severity;
  readonly stack: string;
  readonly logicalId: string;
  /** With the values in it. */
  readonly message: string;
  readonly remedy: string;
  /** What happens here, where it is not the rule's own mechanism. */
  readonly mechanism?: Mechanism;
  /** Where this very finding is documented, in place of the rule's own source. */
  readonly source?: string;
}

/** One thing that a template diff cannot see. One rule a file, under `rules/`. */
export interface Rule {
  readonly id: string;
  /** What its findings say will happen, unless one says otherwise. */
  readonly mechanism: Mechanism;
  /** What its findings may be, the gravest first. */
  readonly severities: readonly Severity[];
  /** One sentence for the documentation. */
  readonly summary: string;
  /** Where the behaviour is documented. */
  readonly source: string;
  check(context: RuleContext): RuleFinding[];
}
