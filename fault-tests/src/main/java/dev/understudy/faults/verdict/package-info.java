/** Whether what the clients were told is what the group promises. */
@org.jspecify.annotations.NullMarked
package dev.understudy.faults.verdict;
