/**
 * Tests that stand where a user does: outside Opwalk's packages, whose frames are passed over when
 * the line is looked for that built a node.
 */
package com.example;
