#!/usr/bin/env bash
# After the tests, from Surefire's reports: each skipped one by name and why, and one closing line over all modules.
set -eu
cd "${1:-"$(dirname "${BASH_SOURCE[0]}")/.."}"
find . -path '*/target/surefire-reports/TEST-*.xml' -print0 | sort -z | xargs -0 -r cat | awk '
  function value(name) {
    return match($0, " " name "=\"[^\"]*\"") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4) : ""
  }
  # an attribute is escaped; of several lines the first one is enough
  function plain(text) {
    sub(/&#10;.*/, "", text)
    gsub(/&lt;/, "<", text)
    gsub(/&gt;/, ">", text)
    gsub(/&quot;/, "\"", text)
    gsub(/&apos;/, "\047", text)
    gsub(/&amp;/, "\\&", text)
    return text
  }
  # an assumption that does not hold is told as an exception and its trace
  function assumption(text) {
    sub(/^.*<!\[CDATA\[/, "", text)
    sub(/\]\]>.*$/, "", text)
    sub(/^org\.opentest4j\.TestAbortedException: /, "", text)
    sub(/^Assumption failed: /, "", text)
    return text
  }
  /^<testsuite / { tests += value("tests"); failed += value("failures") + value("errors"); skipped += value("skipped") }
  /^  <testcase / { test = value("classname") "." plain(value("name")); sub(/^([a-z0-9_]+\.)*/, "", test) }
  /^    <skipped/ { print "SKIPPED " test ": " ($0 ~ /CDATA/ ? assumption($0) : plain(value("message"))) }
  END { printf "\ntests: %d passed, %d failed, %d skipped\n", tests - failed - skipped, failed, skipped }'
