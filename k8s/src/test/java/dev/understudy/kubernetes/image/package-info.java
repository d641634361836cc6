@org.jspecify.annotations.NullMarked
package dev.understudy.kubernetes.image;
