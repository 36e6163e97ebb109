#!/usr/bin/env bash
# The library as a user of another language has it: the Python package of this build, installed into a fresh
# environment, imports and synthesises a network and one stage of an app.
#
# Needs `npm run package:python` before it, Python 3.9 or later with venv, and a package index for aws-cdk-lib.
set -euo pipefail
cd "$(dirname "$0")/../.."
export CDK_VALIDATION=false

wheels=(dist/jsii/python/cdk_scaling_patterns-*.whl)
if [ "${#wheels[@]}" -ne 1 ] || [ ! -f "${wheels[0]}" ]; then
  echo "dist/jsii/python has not exactly one wheel: run 'npm run package:python' first" >&2
  exit 1
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
pip() { "$work/venv/bin/pip" --quiet --disable-pip-version-check "$@"; }
wheel=${wheels[0]}
# An index may lag behind npm. Then the newest framework that it has stands in, and that is said.
if ! pip install "$wheel" 2>"$work/pip.log"; then
  grep -q 'No matching distribution found for aws-cdk-lib' "$work/pip.log" || { cat "$work/pip.log" >&2; exit 1; }
  pip install aws-cdk-lib
  pip install --no-deps "$wheel"
  echo "note: the index has no aws-cdk-lib that this package asks for; run with $("$work/venv/bin/pip" freeze | grep aws-cdk-lib)"
fi
"$work/venv/bin/python" test/jsii/smoke.py "$work/out"
