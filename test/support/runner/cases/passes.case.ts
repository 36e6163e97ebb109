test('passes, while others do not', async () => {
  await new Promise((resolve) => setTimeout(resolve, 2_000));
});
