test('leaves something that ends its worker later', () => {
  process.prependListener('disconnect', () => process.exit(3));
});
