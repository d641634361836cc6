@org.jspecify.annotations.NullMarked
package dev.understudy.monitor.drill;
