test('throws where nothing catches it', async () => {
  setTimeout(() => {
    throw new Error('Nobody catches this');
  }, 1);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
});
