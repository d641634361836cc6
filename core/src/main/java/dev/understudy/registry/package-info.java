/** What a name server keeps: registrations, duplicates, and what is retained. */
@NullMarked
package dev.understudy.registry;

import org.jspecify.annotations.NullMarked;
