@NullMarked
package dev.understudy.benchmarks.profile;

import org.jspecify.annotations.NullMarked;
