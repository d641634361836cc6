/** What a run showed, as pages for people and JSON for machines. */
@org.jspecify.annotations.NullMarked
package dev.understudy.faults.report;
