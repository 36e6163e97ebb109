beforeAll(() => new Promise(() => undefined));
test('comes never', () => undefined);
