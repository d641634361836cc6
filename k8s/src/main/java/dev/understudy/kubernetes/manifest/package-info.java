/** What the manifests say, by the types of the Kubernetes API. */
@org.jspecify.annotations.NullMarked
package dev.understudy.kubernetes.manifest;
