@NullMarked
package dev.understudy.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
