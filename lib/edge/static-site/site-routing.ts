/** Which object answers a path of a static site that names no file. */
export class SiteRouting {
  /**
   * A single-page app: every path whose last part has no dot is `/index.html`, and the app's own router takes it from
   * there. A missing file (`/assets/old.js`) stays missing, and so do paths below `/.well-known/`.
   */
  public static singlePage(): SiteRouting {
    return new SiteRouting(`'/index.html'`);
  }

  /** A site of folders, as generators write it: `/docs` and `/docs/` are `/docs/index.html`. */
  public static folders(): SiteRouting {
    return new SiteRouting(`uri + (uri.endsWith('/') ? '' : '/') + 'index.html'`);
  }

  /** Every path is an object, but for `/`, which is `/index.html`. No function runs. */
  public static files(): SiteRouting {
    return new SiteRouting();
  }

  /** @internal The viewer-request function, JavaScript runtime 2.0, where there is one. */
  public readonly _code?: string;

  /** @param target what a path without a file becomes, in the words of the function */
  private constructor(target?: string) {
    this._code = target === undefined ? undefined : routingCode(target);
  }
}

function routingCode(target: string): string {
  return `function handler(event) {
  var request = event.request;
  var uri = request.uri;
  var file = uri.slice(uri.lastIndexOf('/') + 1);
  if (!uri.startsWith('/.well-known/') && !file.includes('.')) {
    request.uri = ${target};
  }
  return request;
}
`;
}
