package io.roosa.orderproc;

import java.util.concurrent.TimeoutException;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import org.apache.camel.Exchange;
import org.apache.camel.component.vertx.http.DefaultVertxHttpBinding;
import org.apache.camel.component.vertx.http.VertxHttpEndpoint;

/**
 * Bounds a call by camel-vertx-http as a whole: its own timeout ends with the head of the answer, so that a system which answers a
 * byte a second would be waited for without end. The order goes on then; the connection is the system's until it has ended its answer.
 */
final class WholeAnswerBinding extends DefaultVertxHttpBinding {

    @Override
    public HttpRequest<Buffer> prepareHttpRequest(VertxHttpEndpoint endpoint, Exchange exchange) throws Exception {
        long until = System.nanoTime() + endpoint.getConfiguration().getTimeout() * 1_000_000;
        return super.prepareHttpRequest(endpoint, exchange).as(bounded(until));
    }

    private static BodyCodec<Buffer> bounded(long until) {
        return created -> {
            Handler<AsyncResult<BodyStream<Buffer>>> bounds = answer -> created.handle(answer.map(body -> new BoundedBody(body, until)));
            BodyCodec.buffer().create(bounds);
        };
    }

    /** The body of an answer, which must not grow any more when its time is up. */
    private record BoundedBody(BodyStream<Buffer> body, long until) implements BodyStream<Buffer> {

        @Override
        public Future<Void> write(Buffer part) {
            return System.nanoTime() - until > 0 ? Future.failedFuture(late()) : body.write(part);
        }

        @Override
        public void write(Buffer part, Handler<AsyncResult<Void>> written) {
            write(part).onComplete(written);
        }

        private static TimeoutException late() {
            return new TimeoutException("no whole answer in time");
        }

        @Override
        public Future<Buffer> result() {
            return body.result();
        }

        @Override
        public void handle(Throwable failure) {
            body.handle(failure);
        }

        @Override
        public BoundedBody exceptionHandler(Handler<Throwable> handler) {
            body.exceptionHandler(handler);
            return this;
        }

        @Override
        public void end(Handler<AsyncResult<Void>> ended) {
            body.end(ended);
        }

        @Override
        public BoundedBody setWriteQueueMaxSize(int size) {
            body.setWriteQueueMaxSize(size);
            return this;
        }

        @Override
        public boolean writeQueueFull() {
            return body.writeQueueFull();
        }

        @Override
        public BoundedBody drainHandler(Handler<Void> handler) {
            body.drainHandler(handler);
            return this;
        }
    }
}
