/** Clients, each in a process of its own, that note down all they ask and are told. */
@org.jspecify.annotations.NullMarked
package dev.understudy.faults.client;
