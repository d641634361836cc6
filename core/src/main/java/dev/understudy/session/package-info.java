/** Client sessions: what makes a repeated request harmless. */
@NullMarked
package dev.understudy.session;

import org.jspecify.annotations.NullMarked;
