import { generatePassword, scramVerifier } from '../../../handlers/rotation/password';

test('a password is 32 letters and digits, and never the same', () => {
  const passwords = Array.from({ length: 500 }, generatePassword);

  expect(new Set(passwords).size).toBe(500);
  for (const password of passwords) expect(password).toMatch(/^[A-Za-z0-9]{32}$/);
  // Each of the 62 characters turns up: none is lost to an off-by-one.
  expect(new Set(passwords.join('')).size).toBe(62);
});

// RFC 7677, section 3: user 'user', password 'pencil', with its salt and 4096 iterations. The example's server
// signature follows from the server key below.
test('a verifier has the form and the values of RFC 5803 and RFC 7677', () => {
  const salt = Buffer.from('W22ZaJ0SNY7soEsUEjb6gQ==', 'base64');

  expect(scramVerifier('pencil', salt)).toBe(
    'SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$' +
      'WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=',
  );
});

test('a verifier is salted anew each time', () => {
  expect(scramVerifier('pencil')).not.toBe(scramVerifier('pencil'));
});
