/** The page of an app that gives none. It asks for nothing else: what it would ask for may be what fails. */
export const FALLBACK_HTML = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="robots" content="noindex" />
    <title>Not available at the moment</title>
  </head>
  <body>
    <h1>We will be back soon</h1>
    <p>This site does not answer at the moment. Please try again in a minute.</p>
  </body>
</html>
`;
