@NullMarked
package dev.understudy.benchmarks.report;

import org.jspecify.annotations.NullMarked;
