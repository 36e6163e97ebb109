// Jest passes a callback for the parameter that the row leaves out, and waits for its call.
test.each([['one']] as unknown as [string, string][])('row %s', (one, two) => {
  expect([one, typeof two]).toEqual(['one', 'function']);
});
