package io.roosa.shared.http;

import java.time.Duration;

/**
 * How much of an application one client, or all of them together, may take.
 *
 * @param requestWithin the time a connection has to send a request's head, counted from the answer before, and then again its body
 * @param maxHead bytes that the head of a request may have
 * @param maxBody bytes that a body may have
 * @param maxRequests requests that change something and may be at work at once
 * @param maxReads the same for those that only ask
 * @param maxStreams the same for answers that go on and on
 */
public record Edge(Duration requestWithin, int maxHead, int maxBody, int maxRequests, int maxReads, int maxStreams) {
}
