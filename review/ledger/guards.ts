import { sheddingOf } from '../behaviours/shedding';
import { isOn } from '../behaviours/shedding/shed';
import { written } from './property-paths';
import { normalise } from './property-paths';

/** Switches that refuse a deletion. */
const PROTECTIONS: Readonly<Record<string, (value: unknown) => boolean>> = {
  DeletionProtection: (value) => isOn(value) || value === 'ACTIVE',
  DeletionProtectionEnabled: isOn,
};

/** Long, and full of references; a review tells of its changes. */
const NOT_RECORDED = ['KeyPolicy'];

/** The properties by which a resource of a type, and the recovery of what it holds, are protected. */
function guardingProperties(type: string): string[] {
  const shedding = sheddingOf(type).map(({ property }) => property);
  return [...new Set([...Object.keys(PROTECTIONS), ...shedding])].filter((name) => !NOT_RECORDED.includes(name));
}

/** Their values; those that are not set are left out. */
export function guardsOf(type: string, properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    guardingProperties(type)
      .filter((name) => properties[name] !== undefined)
      .map((name) => [name, normalise(properties[name])]),
  );
}

/** What is less protected than recorded, as text, with the property. */
export function weakened(
  type: string,
  recorded: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
): { readonly property: string; readonly text: string }[] {
  const unprotected = Object.entries(PROTECTIONS)
    .filter(([name, protects]) => protects(recorded[name]) && !protects(now[name]))
    .map(([property]) => ({
      property,
      text: `${property} ${written(recorded[property])} → ${written(now[property])}`,
    }));
  const shed = sheddingOf(type)
    .filter(({ property }) => !NOT_RECORDED.includes(property))
    .flatMap(({ property, judge }) =>
      judge(recorded[property], now[property])
        .filter(({ severity }) => severity === 'hazard')
        .map(({ what }) => ({ property, text: what })),
    );
  return [...unprotected, ...shed];
}
