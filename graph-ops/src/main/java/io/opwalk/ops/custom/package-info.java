/** What a user implements to bring a kernel of their own: whole arrays in, whole arrays out. */
package io.opwalk.ops.custom;
