describe('a promise', () => {
  test('that never settles', () => new Promise(() => undefined));
});
