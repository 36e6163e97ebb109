/** One reason for types that are listed by service, with spaces between them. */
export function because(reason: string, services: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(typesOf(services).map((type) => [type, reason]));
}

export function typesOf(services: Readonly<Record<string, string>>): string[] {
  return Object.entries(services).flatMap(([service, names]) =>
    names
      .split(' ')
      .filter(Boolean)
      .map((name) => `AWS::${service}::${name}`),
  );
}
