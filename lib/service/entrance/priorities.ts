/**
 * The priorities of the rules that take what no other rule took. Containers have 40000, in a rule whose text ECS keeps
 * from changing. The others come before it, so that they have the users wherever their rule exists, and each has its
 * own, as a rule can be made only while no other has its priority.
 */
export const USERS_PRIORITY = { instances: 39999, functions: 39998 };

/** The least priority that is taken; rules for paths and hosts come before it. */
export const LOWEST_RESERVED = Math.min(...Object.values(USERS_PRIORITY));
