test('waits, and something keeps its process alive', () => {
  setInterval(() => undefined, 1_000);
  return new Promise(() => undefined);
});
