@NullMarked
package dev.understudy.benchmarks.plot;

import org.jspecify.annotations.NullMarked;
