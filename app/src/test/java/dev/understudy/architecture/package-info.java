/** The walls between the rooms, as tests. */
@NullMarked
package dev.understudy.architecture;

import org.jspecify.annotations.NullMarked;
