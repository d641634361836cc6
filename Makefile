.DEFAULT_GOAL := help
# Warnings are shown, which -q hides: a warning is what stops the compiler.
MVN := mvn -B -Dorg.slf4j.simpleLogger.defaultLogLevel=warn

SEEDS ?= 100
FROM ?= 1
ROUNDS ?= 20
MINUTES ?= 5
SEED ?= 1
MILLIS ?= 10000
TIMES ?= 5
# consistent or available; simulate plays both where it is not set, failover kills in consistent
MODE ?=
all_sources := pom.xml $(wildcard */pom.xml) $(shell find */src -name '*.java')
# What Hazelcast opens, as in the pom.
opens := --add-opens=java.base/java.lang=ALL-UNNAMED --add-opens=java.base/sun.nio.ch=ALL-UNNAMED \
  --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.management/sun.management=ALL-UNNAMED \
  --add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED --add-exports=java.base/jdk.internal.ref=ALL-UNNAMED
image := k8s/target/image/understudy.tar
core_sources := pom.xml core/pom.xml $(shell find core/src -name '*.java')

.PHONY: as-root what-figures help build test format simulate failover rejoin screenshots dashboard-scale faults fault-figures fault-controls kubernetes image classes jmh bench show-gates demo clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## the runnable, without tests and gates
	@$(MVN) -Dquick package

test: ## all tests and gates, as CI runs them; names the tests that were skipped
	@mvn -B -ntp verify; code=$$?; config/test-summary.sh; exit $$code

format: ## lay out the code as the gates want it
	@$(MVN) -N spotless:apply

simulate: core/target/simulator.built ## run the simulator: SEEDS=100 FROM=1 MODE=both|consistent|available TRACE=--trace
	@java -ea -cp "core/target/test-classes:core/target/classes:$$(cat core/target/test-classpath.txt)" \
	  dev.understudy.simulation.Simulate --seeds $(SEEDS) --from $(FROM) --mode $(or $(MODE),both) $(TRACE)

core/target/simulator.built: $(core_sources)
	@$(MVN) -pl core process-test-classes
	@touch $@

failover: app/target/failover.built ## kill the master ROUNDS=20 times, MODE=consistent or available, and time it
	@java $(opens) -Dhazelcast.logging.type=slf4j \
	  -cp "app/target/test-classes:app/target/classes:$$(cat app/target/test-classpath.txt)" \
	  dev.understudy.app.node.Failover --rounds $(ROUNDS) $(if $(filter available,$(MODE)),--available)

rejoin: app/target/failover.built ## give an AVAILABLE pair two masters ROUNDS=20 times, and time the repair
	@java $(opens) -Dhazelcast.logging.type=slf4j \
	  -cp "app/target/test-classes:app/target/classes:$$(cat app/target/test-classpath.txt)" \
	  dev.understudy.app.demo.Rejoin $(ROUNDS)

screenshots: app/target/failover.built ## pictures of the dashboard into docs/images; needs chromium
	@mkdir -p docs/images
	@java $(opens) -Dhazelcast.logging.type=slf4j -Djava.awt.headless=true \
	  -cp "app/target/test-classes:app/target/classes:$$(cat app/target/test-classpath.txt)" \
	  dev.understudy.app.demo.Screenshots docs/images

dashboard-scale: app/target/failover.built ## 1,000 groups and 200 events/s in a browser: SECONDS_A_PAGE=60; needs chromium
	@java $(opens) -cp "app/target/test-classes:app/target/classes:$$(cat app/target/test-classpath.txt)" \
	  dev.understudy.app.demo.DashboardScale $(or $(SECONDS_A_PAGE),60)

app/target/failover.built: $(all_sources)
	@$(MVN) -pl app -am process-test-classes
	@touch $@

as-root:
	@test "$$(id -u)" = 0 || { echo "hosts of their own are network namespaces, which only root can make: sudo make $(MAKECMDGOALS)"; exit 3; }

what-figures:
	@test -n "$(WHAT)" || { echo "which figures? WHAT=isolate, splits, pauses, rolling or transfer"; exit 2; }

faults: as-root fault-tests/target/faults.built ## real faults, as root: MINUTES=5 SEED=1 MODE=both|consistent|available KIND=isolate_master MILLIS=10000 TIMES=5
	@java $(opens) -Dhazelcast.logging.type=slf4j \
	  -cp "fault-tests/target/test-classes:fault-tests/target/classes:$$(cat fault-tests/target/classpath.txt)" \
	  dev.understudy.faults.plan.FaultRun --minutes $(MINUTES) --seed $(SEED) --mode $(or $(MODE),both) \
	  $(if $(KIND),--kind $(KIND) --millis $(MILLIS) --times $(TIMES)) --out fault-tests/target/faults

fault-figures: as-root what-figures fault-tests/target/faults.built ## what faults cost, as root: WHAT=isolate|splits|pauses|rolling|transfer TIMES=n MODE=consistent|available
	@UNDERSTUDY_LOG_LIBRARIES=$(or $(UNDERSTUDY_LOG_LIBRARIES),INFO) java $(opens) -Dhazelcast.logging.type=slf4j \
	  -cp "fault-tests/target/test-classes:fault-tests/target/classes:$$(cat fault-tests/target/classpath.txt)" \
	  dev.understudy.faults.measure.FigureRun $(if $(WHAT),--what $(WHAT)) --out fault-tests/target/figures \
	  $(if $(filter-out file,$(origin TIMES)),--times $(TIMES)) $(if $(filter-out both,$(MODE)),--mode $(MODE))

fault-controls: as-root fault-tests/target/faults.built ## the same faults with and without each mechanism, as root: TIMES=1 SEED=1 CONTROL=self_monitoring|correction|group PLAN=split
	@java $(opens) -Dhazelcast.logging.type=slf4j \
	  -cp "fault-tests/target/test-classes:fault-tests/target/classes:$$(cat fault-tests/target/classpath.txt)" \
	  dev.understudy.faults.control.ControlRun --seed $(SEED) $(if $(filter-out file,$(origin TIMES)),--times $(TIMES)) \
	  $(if $(CONTROL),--control $(CONTROL)) $(if $(PLAN),--plan "$(PLAN)") --out fault-tests/target/fault-controls

kubernetes: as-root k8s/target/kubernetes.built $(image) ## a cluster as the manifests say, played in network namespaces, as root: SCENE=rolling-update
	@java $(opens) -Dhazelcast.logging.type=slf4j -cp "k8s/target/classes:$$(cat k8s/target/classpath.txt)" \
	  dev.understudy.kubernetes.play.PlayRun --manifests k8s --image $(image) --out k8s/target/played $(if $(SCENE),--scene $(SCENE))

image: $(image) ## the container image as an OCI archive, without a daemon: k8s/target/image/understudy.tar

classes: k8s/target/kubernetes.built ## k8s/image/classes anew: what a node loads, for the image's quick start
	@$(MVN) -Dquick -pl app -am package
	@java -Dhazelcast.logging.type=slf4j -cp "k8s/target/classes:$$(cat k8s/target/classpath.txt)" \
	  dev.understudy.kubernetes.image.ClassNames --app app/target --out k8s/image/classes

$(image): k8s/target/kubernetes.built $(wildcard k8s/image/*)
	@$(MVN) -Dquick -Psbom -pl app -am package
	@java -Dhazelcast.logging.type=slf4j -cp "k8s/target/classes:$$(cat k8s/target/classpath.txt)" \
	  dev.understudy.kubernetes.image.ImageBuild --app app/target --files k8s/image --out k8s/target/image

k8s/target/kubernetes.built: $(all_sources)
	@$(MVN) -pl k8s -am process-test-classes
	@touch $@

fault-tests/target/faults.built: $(all_sources)
	@echo "building what has changed; a minute, or a few the first time"
	@$(MVN) -pl fault-tests -am process-test-classes
	@touch $@

jmh: benchmarks/target/jmh.built ## the protocol's parts by themselves: FILTER=StepBenchmark.master JMH='-p batch=16 -prof gc'
	@java -cp "benchmarks/target/test-classes:benchmarks/target/classes:$$(cat benchmarks/target/test-classpath.txt)" \
	  org.openjdk.jmh.Main -f 1 -wi 3 -w 1 -i 5 -r 1 $(JMH) $(FILTER)

benchmarks/target/jmh.built: $(all_sources)
	@$(MVN) -pl benchmarks -am process-test-classes
	@touch $@

bench: ## how fast a group is, beside the plain event bus: ARGUMENTS='--quick'
	@./understudy bench $(ARGUMENTS)

show-gates: ## plant violations in a scratch copy, and see each of them fail the build
	@config/show-gates.sh

demo: ## a group whose master is killed, and then has two
	@./understudy demo

clean: ## remove what was built
	@$(MVN) clean
