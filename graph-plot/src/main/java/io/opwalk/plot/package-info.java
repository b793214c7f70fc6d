/**
 * Pictures of what other modules give as numbers. Needs no screen. No other module of the engine
 * depends on this one.
 */
package io.opwalk.plot;
