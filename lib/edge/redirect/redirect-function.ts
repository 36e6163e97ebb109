/** What the code of a redirect is made of. */
export interface RedirectCode {
  /** The host that users are sent to. It may be known at deployment only. */
  readonly host: string;
  /** The status for GET and HEAD. */
  readonly status: number;
  /** The status for other methods, which makes clients repeat the same method with the same body. */
  readonly statusForOthers: number;
  /** For how long browsers remember it, in seconds. */
  readonly rememberSeconds: number;
  /** For how long browsers insist on HTTPS for the old name, in seconds. */
  readonly httpsSeconds: number;
}

/**
 * The viewer-request function of a redirect, JavaScript runtime 2.0. It answers every request by itself: nothing gets
 * past it to an origin.
 */
export function redirectCode(code: RedirectCode): string {
  return `function handler(event) {
  var request = event.request;
  var safe = request.method === 'GET' || request.method === 'HEAD';
  var query = request.rawQueryString();
  return {
    statusCode: safe ? ${code.status} : ${code.statusForOthers},
    statusDescription: 'Moved',
    headers: {
      location: { value: 'https://${code.host}' + request.uri + (query ? '?' + query : '') },
      'cache-control': { value: 'max-age=${code.rememberSeconds}' },
      'strict-transport-security': { value: 'max-age=${code.httpsSeconds}' }
    }
  };
}
`;
}
