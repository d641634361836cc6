@org.jspecify.annotations.NullMarked
package dev.understudy.faults.control;
