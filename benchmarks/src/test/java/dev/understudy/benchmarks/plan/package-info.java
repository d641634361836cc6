@NullMarked
package dev.understudy.benchmarks.plan;

import org.jspecify.annotations.NullMarked;
