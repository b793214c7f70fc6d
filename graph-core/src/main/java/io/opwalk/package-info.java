/** The graph and what it is made of: tensors, the ops that own them, types, shapes and values. */
package io.opwalk;
