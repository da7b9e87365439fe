#!/usr/bin/env bash
# npm sbom --omit dev leaves out packages that run, when something for development needs them too; and it calls the package as its
# folder is called. A list of materials made so lacks what is installed by `npm ci --omit=dev`, direct dependencies included.
# Expected: what `npm ls --omit=dev --all` and package-lock.json ("dev": true stands at packages for development only,
# docs.npmjs.com/cli/v11/configuring-npm/package-lock-json) say, and metadata.component.name as in package.json: CycloneDX 1.5,
# "The name of the component" (cyclonedx.org/docs/1.5/json, metadata.component.name). Seen: on-finished and ee-first are missing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/build-42"
cd "$folder/build-42"
cat > package.json <<'JSON'
{ "name": "materials", "version": "1.0.0", "dependencies": { "on-finished": "2.4.1" }, "devDependencies": { "finalhandler": "2.1.0" } }
JSON
echo '{ "name": "npm-here", "private": true }' > ../package.json
(cd .. && npm install --no-audit --no-fund --silent npm@11.19.1)
npm=../node_modules/.bin/npm
"$npm" install --no-audit --no-fund --silent
echo "npm $("$npm" --version)"
installed=$("$npm" ls --omit=dev --all --parseable | tail -n +2 | xargs -n1 basename | sort | tr '\n' ' ')
sbom=$("$npm" sbom --sbom-format cyclonedx --omit dev)
listed=$(node -e 'const b = JSON.parse(process.argv[1]); console.log(b.components.map((c) => c.name).sort().join(" "))' "$sbom")
name=$(node -e 'console.log(JSON.parse(process.argv[1]).metadata.component.name)' "$sbom")
echo "expected: $installed(npm ls --omit=dev), of materials"
echo "seen:     ${listed:-nothing}, of $name"
[ "$installed" = "ee-first on-finished " ] && [ "$listed" = "" ] && [ "$name" = "build-42" ]
