/** The protocol's parts by themselves, for JMH: no network, no cluster. */
@NullMarked
package dev.understudy.benchmarks.core;

import org.jspecify.annotations.NullMarked;
