/** Manifests and image for Kubernetes, and a cluster played as they say. */
@org.jspecify.annotations.NullMarked
package dev.understudy.kubernetes;
