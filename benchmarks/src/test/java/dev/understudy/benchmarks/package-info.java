@NullMarked
package dev.understudy.benchmarks;

import org.jspecify.annotations.NullMarked;
