package io.nowait.examples.demo;

import static io.netty.handler.codec.http.HttpHeaderNames.CONTENT_LENGTH;
import static io.netty.handler.codec.http.HttpResponseStatus.OK;
import static io.netty.handler.codec.http.HttpVersion.HTTP_1_1;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.nowait.examples.support.load.Body;
import io.nowait.examples.support.time.AllocationTimes;
import java.util.function.Consumer;

/** Answers {@code GET /<number>} with the {@link Body} of that number, from a direct buffer of exactly its length. */
final class BodyHandler extends SimpleChannelInboundHandler<HttpObject> {
    private final int longest;
    private final AllocationTimes allocations;
    private final Consumer<Throwable> failures;

    /** Answers with at most {@code longest} bytes; times each allocation into {@code allocations}; hands what goes wrong on a connection to {@code failures}. */
    BodyHandler(int longest, AllocationTimes allocations, Consumer<Throwable> failures) {
        this.longest = longest;
        this.allocations = allocations;
        this.failures = failures;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (!(message instanceof HttpRequest request)) {
            return;
        }
        byte[] content =
                Body.of(Long.parseLong(request.uri().substring(1)), longest).bytes();
        long before = System.nanoTime();
        ByteBuf buffer = context.alloc().directBuffer(content.length, content.length);
        allocations.record(System.nanoTime() - before);
        DefaultFullHttpResponse response = new DefaultFullHttpResponse(HTTP_1_1, OK, buffer.writeBytes(content));
        response.headers().set(CONTENT_LENGTH, content.length);
        context.writeAndFlush(response);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        failures.accept(cause);
        context.close();
    }
}
