#!/usr/bin/env bash
# Tracked changes as LibreOffice itself understands them: all rejected is the text before, all accepted the text after.
# Takes LibreOffice Writer without its windows and its Python bridge (Debian: libreoffice-writer-nogui, python3-uno).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."

if ! command -v soffice >/dev/null || ! /usr/bin/python3 -c 'import uno' 2>/dev/null; then
    apt-get update -qq && apt-get install -y -qq --no-install-recommends libreoffice-writer-nogui python3-uno
fi
folder=$(mktemp -d)
office=
finish() {
    # It ends when told to; where it was not told, it is ended.
    [[ -z $office ]] || kill -- "-$office" 2>/dev/null || true
    rm -rf "$folder"
}
trap finish EXIT
TRACKED_CHANGES=$folder cargo test -q -p travaux-import --test it -- --ignored tracked::write_for_libreoffice
pipe="travaux$$"
setsid soffice -env:UserInstallation="file://$folder/profile" --headless --norestore --accept="pipe,name=$pipe;urp" >/dev/null 2>&1 </dev/null &
office=$!
names=()
for file in "$folder"/*.docx; do names+=("$(basename "$file" .docx)"); done
/usr/bin/python3 crates/import/tests/tracked-changes.py "$pipe" "$folder" "${names[@]}"
