.DEFAULT_GOAL := help
# Warnings are shown, which -q hides: a warning is what stops the compiler.
MVN := mvn -B -Dorg.slf4j.simpleLogger.defaultLogLevel=warn

SEEDS ?= 100
FROM ?= 1
MODE ?= both
core_sources := pom.xml core/pom.xml $(shell find core/src -name '*.java')

.PHONY: help build test format simulate demo clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: ## the runnable, without tests and gates
	@$(MVN) -Dquick package

test: ## all tests and gates, as CI runs them
	@mvn -B -ntp verify

format: ## lay out the code as the gates want it
	@$(MVN) -N spotless:apply

simulate: core/target/simulator.built ## run the simulator: SEEDS=100 FROM=1 MODE=both|consistent|available TRACE=--trace
	@java -ea -cp "core/target/test-classes:core/target/classes:$$(cat core/target/test-classpath.txt)" \
	  dev.understudy.simulation.Simulate --seeds $(SEEDS) --from $(FROM) --mode $(MODE) $(TRACE)

core/target/simulator.built: $(core_sources)
	@$(MVN) -pl core process-test-classes
	@touch $@

demo: ## a group whose master is killed, and then has two
	@./understudy demo

clean: ## remove what was built
	@$(MVN) clean
