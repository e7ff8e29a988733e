# `sam build` calls one target per function (Metadata: BuildMethod: makefile in template.yaml), with ARTIFACTS_DIR set.
# The locked Node of node_modules/.bin comes first, so that the build does not depend on the machine's own.
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)

build-%:
	node backend/bundle.mjs $* "$(ARTIFACTS_DIR)"
