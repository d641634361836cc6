#!/usr/bin/env bash
# Shows that the gates hold: plants one violation after the other in a scratch copy and expects its build to fail.
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
git ls-files -z | tar --null -T - -cf - | tar -xf - -C "$scratch"
cd "$scratch" || exit 1
plant=core/src/main/java/dev/understudy/member/Planted.java
missed=0

# expect NAME MESSAGE GOALS...: the planted file is on standard input; the build fails and says MESSAGE
expect() {
  local name=$1 message=$2
  shift 2
  cat >"$plant"
  # shellcheck disable=SC2086 # several flags in one variable are meant to be split
  if mvn -B -ntp ${MVN_FLAGS:-} "$@" >log 2>&1; then
    printf 'MISSED  %s\n' "$name"
    missed=1
  elif ! grep -q -- "$message" log; then
    printf 'MISSED  %s: the build failed for another reason\n' "$name"
    grep -m 5 ERROR log
    missed=1
  else
    printf 'caught  %s\n        %s\n' "$name" "$(grep -m 1 -o -- "$message.*" log | cut -c 1-150)"
  fi
  rm "$plant"
}

planted() {
  printf 'package dev.understudy.member;\n\n%s\nfinal class Planted {\n%s\n}\n' "$1" "$2"
}

repeat() {
  local i
  for ((i = 0; i < $1; i++)); do printf '%s\n' "$2"; done
}

sizes=(-N checkstyle:check@sizes)
planted "" "$(repeat 400 '  // a line')" | expect "a file of more than 400 lines" "File length is" "${sizes[@]}"
planted "" "  void planted() {
$(repeat 41 '    hashCode();')
  }" | expect "a method of more than 40 lines" "Method planted length is" "${sizes[@]}"
planted '@SuppressWarnings("unused")' "" | expect "a suppression" "Mend what the check found" "${sizes[@]}"
planted "" "  void planted(int a, int b, int c, int d, int e, int f) {}" |
  expect "six parameters" "More than 5 parameters" "${sizes[@]}"
planted "" "        int   layout;" | expect "another layout" "Planted.java" -N spotless:check@format
planted "import java.util.List;" "  List planted() { return List.of(); }" |
  expect "a compiler warning" "-Werror specified" -pl core compile
planted "" "  String planted() { return null; }" | expect "a null where none may be" "NullAway" -pl core compile

purity=(-pl app -am verify -Djacoco.skip -Dspotless.check.skip -Dcheckstyle.skip -Dtest=ProtocolPurityTest -Dsurefire.failIfNoSpecifiedTests=false)
planted "" "  long planted() { return System.currentTimeMillis(); }" |
  expect "a clock in the protocol" "Method <dev.understudy.member.Planted.planted()> calls method <java.lang.System" "${purity[@]}"
planted "" "  java.util.Optional<io.vertx.core.Vertx> planted() { return java.util.Optional.empty(); }" |
  expect "Vert.x in the protocol" "dev.understudy.member.Planted.*io.vertx.core.Vertx" "${purity[@]}"
planted "" "  boolean planted() { return java.nio.file.Path.of(\"x\").isAbsolute(); }" |
  expect "files in the protocol" "dev.understudy.member.Planted.*java.nio.file.Path" "${purity[@]}"
exit "$missed"
