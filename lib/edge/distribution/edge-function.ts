import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { Construct } from 'constructs';
import { globalName } from '../front-door/security-headers';

/** A viewer-request function of JavaScript runtime 2.0, published as it is deployed. */
export function viewerRequestFunction(
  scope: Construct,
  id: string,
  comment: string,
  code: string,
): cloudfront.Function {
  return new cloudfront.Function(scope, id, {
    // Such names are unique in an account, and another name is another function.
    functionName: globalName(scope),
    comment,
    runtime: cloudfront.FunctionRuntime.JS_2_0,
    code: cloudfront.FunctionCode.fromInline(code),
    autoPublish: true,
  });
}
