/** Makes the image without a container engine: an OCI archive, the same bytes each time. */
@org.jspecify.annotations.NullMarked
package dev.understudy.kubernetes.image;
