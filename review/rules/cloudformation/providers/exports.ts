import { isObject } from '../../../read/unreadable';
import { references, resourcesOf, same, show, valueAt } from '../../support';
import { CustomResourceEvent, hazard, nothingToTell, Outcome, Provider } from './provider';

const WRITER = 'Custom::CrossRegionExportWriter';
const READER = 'Custom::CrossRegionExportReader';
const HANDLERS = 'core/lib/dist/core';

const exportsOf = (properties: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const found = valueAt(properties, 'WriterProps.exports');
  return isObject(found) ? found : {};
};

/** The stacks that go on reading an exported parameter after the step. */
function readersOf({ context }: CustomResourceEvent, name: string): string[] {
  return resourcesOf(context.to, READER)
    .filter(({ resource }) =>
      Object.keys((valueAt(resource.Properties, 'ReaderProps.imports') ?? {}) as object).includes(name),
    )
    .map(({ stack }) => stack.id);
}

/** The handler writes parameters of new names, and deletes those of names that go; it changes none. */
function written(event: CustomResourceEvent): Outcome[] {
  const [old, young] = [exportsOf(event.old), exportsOf(event.young)];
  const causes = event.located.change.causedBy ?? [];
  return Object.keys(old).flatMap((name): Outcome[] => {
    const readers = readersOf(event, name);
    if (readers.length === 0) return [];
    if (!(name in young)) {
      return [
        hazard(
          `deletes the parameter ${name}, which ${readers.join(', ')} reads in another Region: its next deployment fails`,
          'Keep the export (`stack.exportValue()`) until the reader is deployed without it.',
        ),
      ];
    }
    const renewed = [...references(young[name])].some((id) => causes.includes(id));
    if (same(old[name], young[name]) && !renewed) return [];
    return [
      hazard(
        `leaves the parameter ${name} as it is although its value becomes another (${same(old[name], young[name]) ? `${show(young[name])}, which is replaced` : `${show(old[name])} → ${show(young[name])}`}): its handler writes new names only, and ${readers.join(', ')} goes on with the old value`,
        'Give what is exported another construct ID, so that the export has another name, or write the parameter by hand after the deployment.',
      ),
    ];
  });
}

export const EXPORT_PROVIDERS: readonly Provider[] = [
  { types: [WRITER], handler: `${HANDLERS}/cross-region-ssm-writer-handler/index.js`, judge: written },
  // It tags the parameters that it reads, and takes the tags away.
  { types: [READER], handler: `${HANDLERS}/cross-region-ssm-reader-handler/index.js`, judge: nothingToTell },
];
