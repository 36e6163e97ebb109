/**
 * What the app's user may do: every command but those that the engine calls dangerous (`FLUSHALL`, `KEYS`, `CONFIG`,
 * `DEBUG`, …), on every key and every channel. `INFO` is among those; clients ask for it when they connect.
 */
export const APP_ACCESS = 'on ~* &* +@all -@dangerous +info';

/** What an access string may not hold: passwords are set apart, and what resets a user removes them. */
const FORBIDDEN = /^(>|<|#|!|nopass$|resetpass$|reset$|clearselectors$)/;
const SWITCH = ['on', 'off'];
const SELECTOR = /[()]/g;
const RULE =
  /^(on|off|~\S+|%R~\S+|%W~\S+|%RW~\S+|&\S+|allkeys|resetkeys|allchannels|resetchannels|allcommands|nocommands|[+-]@?[a-z][a-z0-9_.|-]*)$/i;

/** Why ElastiCache would refuse an access string, or `undefined` where it is well formed. */
export function accessStringFault(accessString: string): string | undefined {
  const words = accessString.replace(SELECTOR, ' ').trim().split(/\s+/);
  const forbidden = words.find((word) => FORBIDDEN.test(word));
  if (forbidden) return `'${forbidden}' sets or removes a password, which ElastiCache does by itself`;
  if (!words.some((word) => SWITCH.includes(word))) return "it switches the user neither 'on' nor 'off', which is off";
  const unknown = words.find((word) => !RULE.test(word));
  return unknown === undefined ? undefined : `'${unknown}' is no rule of an access string`;
}
