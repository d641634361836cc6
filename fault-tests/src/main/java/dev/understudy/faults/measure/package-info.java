/** Commands that measure what faults cost: each brings one kind about, and prints its figures. */
@org.jspecify.annotations.NullMarked
package dev.understudy.faults.measure;
