test('fails as tests do', () => expect(1).toBe(2));
