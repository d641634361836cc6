@NullMarked
package dev.understudy.benchmarks.node;

import org.jspecify.annotations.NullMarked;
