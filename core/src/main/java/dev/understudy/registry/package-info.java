/** The name server: registrations, detector, correction and trigger. */
@org.jspecify.annotations.NullMarked
package dev.understudy.registry;
